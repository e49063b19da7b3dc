import type { Translated } from "~/content/language";
import type { Texts } from "~/content/template";

export const texts: Translated<Texts<"action">> = {
  en: {
    subject: "{{ product }} now costs less",
    preheader: "What it cost before, and what it costs now.",
    heading: "It now costs less",
    paragraphs: ["Something you had your eye on now costs less."],
    action: "See it in the shop",
  },
  de: {
    subject: "Jetzt günstiger: {{ product }}",
    preheader: "Was es vorher gekostet hat und was es jetzt kostet.",
    heading: "Jetzt günstiger",
    paragraphs: ["Etwas, auf das Sie ein Auge geworfen hatten, ist günstiger geworden."],
    action: "Im Shop ansehen",
  },
  fr: {
    subject: "Moins cher : {{ product }}",
    preheader: "Son prix d’avant, et son prix de maintenant.",
    heading: "Le prix a baissé",
    paragraphs: ["Un article que vous aviez repéré a baissé de prix."],
    action: "Voir dans la boutique",
  },
  es: {
    subject: "Ahora cuesta menos: {{ product }}",
    preheader: "Lo que costaba antes y lo que cuesta ahora.",
    heading: "Ahora cuesta menos",
    paragraphs: ["Algo a lo que habías echado el ojo ha bajado de precio desde entonces."],
    action: "Verlo en la tienda",
  },
  ja: {
    subject: "{{ product }}の価格が下がりました",
    preheader: "以前の価格と、現在の価格をお知らせします。",
    heading: "お求めやすくなりました",
    paragraphs: ["気になっていらした商品の価格が、その後下がりました。"],
    action: "ショップで見る",
  },
};
