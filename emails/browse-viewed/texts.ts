import type { Translated } from "~/content/language";
import type { Texts } from "~/content/template";

export const texts: Translated<Texts<"action">> = {
  en: {
    subject: "Another look at {{ product }}?",
    preheader: "What you looked at, in one place.",
    heading: "Worth another look?",
    paragraphs: ["Here is what you looked at a little while ago, so that you do not have to search for it."],
    action: "Take another look",
  },
  de: {
    subject: "Noch ein Blick auf {{ product }}?",
    preheader: "Was Sie sich angesehen haben, auf einen Blick.",
    heading: "Einen zweiten Blick wert?",
    paragraphs: ["Das haben Sie sich vor Kurzem angesehen. Hier ist es, damit Sie nicht suchen müssen."],
    action: "Noch einmal ansehen",
  },
  fr: {
    subject: "Revoir {{ product }} ?",
    preheader: "Les articles que vous avez consultés, réunis ici.",
    heading: "Envie d’y revenir ?",
    paragraphs: ["Voici ce que vous avez consulté il y a peu, pour vous éviter de le chercher."],
    action: "Y jeter un œil",
  },
  es: {
    subject: "¿Otro vistazo a {{ product }}?",
    preheader: "Lo que estuviste mirando, en un solo sitio.",
    heading: "¿Merece otro vistazo?",
    paragraphs: ["Esto es lo que miraste hace poco, para que no tengas que buscarlo."],
    action: "Echar otro vistazo",
  },
  ja: {
    subject: "{{ product }}をもう一度ご覧になりませんか",
    preheader: "ご覧になった商品をまとめました。",
    heading: "もう一度、いかがですか",
    paragraphs: ["先日ご覧になった商品です。お探しにならなくてもよいように、まとめてお送りします。"],
    action: "もう一度見る",
  },
};
