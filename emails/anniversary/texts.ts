import type { Translated } from "~/content/language";
import type { Texts } from "~/content/template";

export const texts: Translated<Texts<"picks">> = {
  en: {
    subject: "On this day you first came to us",
    preheader: "A small anniversary, and a thank you.",
    heading: "A small anniversary",
    paragraphs: ["On this day you placed your first order with us. Thank you for your trust, then and since."],
    picks: "In case you would like to look around",
  },
  de: {
    subject: "An diesem Tag kamen Sie zum ersten Mal",
    preheader: "Ein kleiner Jahrestag und ein Dankeschön.",
    heading: "Ein kleiner Jahrestag",
    paragraphs: [
      "An diesem Tag haben Sie zum ersten Mal bei uns bestellt. Danke für Ihr Vertrauen, damals und seither.",
    ],
    picks: "Falls Sie sich umsehen möchten",
  },
  fr: {
    subject: "C’est ce jour-là que vous êtes venu(e)",
    preheader: "Un petit anniversaire, et un merci.",
    heading: "Un petit anniversaire",
    paragraphs: [
      "C’est à cette date que vous avez passé votre première commande chez nous. Merci de votre confiance, alors et depuis.",
    ],
    picks: "Si vous avez envie de regarder",
  },
  es: {
    subject: "Un día como hoy viniste por primera vez",
    preheader: "Un pequeño aniversario y un gracias.",
    heading: "Un pequeño aniversario",
    paragraphs: [
      "Un día como hoy hiciste tu primer pedido con nosotros. Gracias por tu confianza, entonces y desde entonces.",
    ],
    picks: "Por si quieres echar un vistazo",
  },
  ja: {
    subject: "はじめてお越しいただいた日です",
    preheader: "ささやかな記念日に、感謝を込めて。",
    heading: "ささやかな記念日です",
    paragraphs: [
      "今日は、お客様がはじめてご注文くださった日です。その日から今日まで、ご信頼いただきありがとうございます。",
    ],
    picks: "よろしければご覧ください",
  },
};
