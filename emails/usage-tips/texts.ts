import type { Translated } from "~/content/language";
import type { Texts } from "~/content/template";

export const texts: Translated<Texts> = {
  en: {
    subject: "Getting the best out of {{ product }}",
    preheader: "A few things that are worth knowing.",
    heading: "Make the most of it",
    paragraphs: ["A few things that are worth knowing about what you ordered with {{ order.name }}:"],
  },
  de: {
    subject: "Das Beste aus {{ product }} machen",
    preheader: "Ein paar Dinge, die zu wissen sich lohnt.",
    heading: "Damit Sie lange Freude daran haben",
    paragraphs: ["Ein paar Dinge, die zu dem, was Sie mit {{ order.name }} bestellt haben, wissenswert sind:"],
  },
  fr: {
    subject: "Tirer le meilleur de {{ product }}",
    preheader: "Quelques conseils bons à connaître.",
    heading: "Pour en profiter au mieux",
    paragraphs: ["Quelques conseils bons à connaître sur ce que vous avez commandé avec {{ order.name }} :"],
  },
  es: {
    subject: "Saca el mejor partido a {{ product }}",
    preheader: "Unas cuantas cosas que vale la pena saber.",
    heading: "Para disfrutarlo al máximo",
    paragraphs: ["Unas cuantas cosas que vale la pena saber sobre lo que pediste con {{ order.name }}:"],
  },
  ja: {
    subject: "{{ product }}を長くお使いいただくために",
    preheader: "知っておくと役立つことをお届けします。",
    heading: "末永くお楽しみいただくために",
    paragraphs: ["ご注文{{ order.name }}の商品について、知っておくと役立つことをお届けします。"],
  },
};
