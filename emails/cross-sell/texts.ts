import type { Translated } from "~/content/language";
import type { Texts } from "~/content/template";

export const texts: Translated<Texts<"action" | "picks">> = {
  en: {
    subject: "What goes with {{ product }}",
    preheader: "A few things that go well together.",
    heading: "What goes with it",
    paragraphs: ["We hope that you enjoy what you ordered. These go well with it."],
    action: "See everything",
    picks: "Goes well with your order",
  },
  de: {
    subject: "Was zu {{ product }} passt",
    preheader: "Ein paar Dinge, die gut zusammenpassen.",
    heading: "Was dazu passt",
    paragraphs: ["Wir hoffen, dass Sie Freude an Ihrer Bestellung haben. Das hier passt gut dazu."],
    action: "Alles ansehen",
    picks: "Passt gut zu Ihrer Bestellung",
  },
  fr: {
    subject: "Ce qui va avec {{ product }}",
    preheader: "Quelques articles qui vont bien ensemble.",
    heading: "Ce qui va avec",
    paragraphs: ["Nous espérons que votre commande vous plaît. Ces articles vont bien avec."],
    action: "Tout voir",
    picks: "Va bien avec votre commande",
  },
  es: {
    subject: "Qué combina con {{ product }}",
    preheader: "Unas cuantas cosas que van bien juntas.",
    heading: "Lo que mejor combina",
    paragraphs: ["Esperamos que disfrutes de lo que pediste. Esto combina muy bien."],
    action: "Ver todo",
    picks: "Va bien con tu pedido",
  },
  ja: {
    subject: "{{ product }}に合うもの",
    preheader: "一緒に使うとよく合う商品です。",
    heading: "一緒にお使いいただけるもの",
    paragraphs: ["ご注文の品をお楽しみいただけていれば幸いです。こちらもよく合います。"],
    action: "すべて見る",
    picks: "ご注文の品に合うもの",
  },
};
