import type { Translated } from "~/content/language";
import type { Texts } from "~/content/template";

export const texts: Translated<Texts<"action" | "picks">> = {
  en: {
    subject: "A good place to begin at {{ shop }}",
    preheader: "A few things to begin with.",
    heading: "A good place to begin",
    paragraphs: ["There is a lot to see here. These few are a good place to begin."],
    action: "See everything",
    picks: "To begin with",
  },
  de: {
    subject: "Ein guter Anfang bei {{ shop }}",
    preheader: "Ein paar Dinge für den Anfang.",
    heading: "Ein guter Anfang",
    paragraphs: ["Bei uns gibt es viel zu sehen. Diese Auswahl ist ein guter Anfang."],
    action: "Alles ansehen",
    picks: "Für den Anfang",
  },
  fr: {
    subject: "Par où commencer chez {{ shop }}",
    preheader: "Quelques articles pour commencer.",
    heading: "Par où commencer",
    paragraphs: ["Il y a beaucoup à voir ici. Ces quelques articles sont un bon début."],
    action: "Tout voir",
    picks: "Pour commencer",
  },
  es: {
    subject: "Un buen comienzo en {{ shop }}",
    preheader: "Unas cuantas cosas para empezar.",
    heading: "Un buen comienzo",
    paragraphs: ["Aquí hay mucho que ver. Estas pocas cosas son un buen comienzo."],
    action: "Ver todo",
    picks: "Para empezar",
  },
  ja: {
    subject: "{{ shop }}で、まずはこちらから",
    preheader: "はじめにご覧いただきたい商品です。",
    heading: "まずはこちらから",
    paragraphs: ["当店にはたくさんの商品があります。まずはこちらからご覧ください。"],
    action: "すべて見る",
    picks: "はじめの一品に",
  },
};
