import type { Translated } from "~/content/language";
import type { Texts } from "~/content/template";

export const texts: Translated<Texts<"picks">> = {
  en: {
    subject: "The anniversary of your first order",
    preheader: "A small anniversary, and a thank you.",
    heading: "A small anniversary",
    paragraphs: ["On this day you placed your first order with us. Thank you for your trust, then and since."],
    picks: "In case you would like to look around",
  },
  de: {
    subject: "Der Jahrestag Ihrer ersten Bestellung",
    preheader: "Ein kleiner Jahrestag und ein Dankeschön.",
    heading: "Ein kleiner Jahrestag",
    paragraphs: [
      "An diesem Tag haben Sie zum ersten Mal bei uns bestellt. Danke für Ihr Vertrauen, damals und seither.",
    ],
    picks: "Falls Sie sich umsehen möchten",
  },
  fr: {
    subject: "L’anniversaire de votre première commande",
    preheader: "Un petit anniversaire, et un grand merci.",
    heading: "Un petit anniversaire",
    paragraphs: [
      "C’est à cette date que vous avez passé votre première commande chez nous. Merci de votre confiance, hier comme aujourd’hui.",
    ],
    picks: "Si vous avez envie de flâner",
  },
  es: {
    subject: "El aniversario de tu primer pedido",
    preheader: "Un pequeño aniversario y un agradecimiento.",
    heading: "Un pequeño aniversario",
    paragraphs: ["Un día como hoy hiciste tu primer pedido con nosotros. Gracias por tu confianza, entonces y ahora."],
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
