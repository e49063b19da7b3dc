import type { Translated } from "~/content/language";
import type { Texts } from "~/content/template";

export const texts: Translated<Texts<"action" | "picks">> = {
  en: {
    subject: "A few things you may not have seen yet",
    preheader: "It has been a while. Here is what you may have missed.",
    heading: "It has been a while",
    paragraphs: ["We have not seen you for some time. Here are a few things that you may have missed."],
    action: "See everything",
    picks: "You may not have seen these",
  },
  de: {
    subject: "Das haben Sie vielleicht noch nicht gesehen",
    preheader: "Es ist eine Weile her. Das haben Sie vielleicht verpasst.",
    heading: "Es ist eine Weile her",
    paragraphs: ["Wir haben Sie länger nicht gesehen. Hier ist einiges, das Sie vielleicht verpasst haben."],
    action: "Alles ansehen",
    picks: "Vielleicht noch nicht gesehen",
  },
  fr: {
    subject: "Ce que vous n’avez peut-être pas encore vu",
    preheader: "Cela fait un moment. Voici ce que vous avez peut-être manqué.",
    heading: "Cela fait un moment",
    paragraphs: ["Votre dernière visite remonte à quelque temps. Voici ce que vous avez peut-être manqué."],
    action: "Tout voir",
    picks: "Peut-être pas encore vus",
  },
  es: {
    subject: "Algunas cosas que quizá no hayas visto",
    preheader: "Ha pasado un tiempo. Esto es lo que quizá te hayas perdido.",
    heading: "Ha pasado un tiempo",
    paragraphs: ["Hace tiempo que no te vemos. Estas son algunas cosas que quizá te hayas perdido."],
    action: "Ver todo",
    picks: "Quizá no las hayas visto",
  },
  ja: {
    subject: "まだご覧になっていない商品があるかもしれません",
    preheader: "お久しぶりです。その間の商品をご紹介します。",
    heading: "お久しぶりです",
    paragraphs: ["しばらくご利用がございませんでした。まだご覧になっていないかもしれない商品をご紹介します。"],
    action: "すべて見る",
    picks: "まだご覧になっていない商品",
  },
};
