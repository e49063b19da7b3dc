import type { Translated } from "~/content/language";
import type { Texts } from "~/content/template";

export const texts: Translated<Texts<"action">> = {
  en: {
    subject: "Still thinking about {{ product }}?",
    preheader: "Here is what you put in your cart.",
    heading: "Your cart, for when you want it",
    paragraphs: [
      "These are the things you put in your cart. Take all the time you need: this email brings you back to them.",
    ],
    action: "Return to your cart",
  },
  de: {
    subject: "Denken Sie noch über {{ product }} nach?",
    preheader: "Das haben Sie in den Warenkorb gelegt.",
    heading: "Ihr Warenkorb, wann immer Sie möchten",
    paragraphs: [
      "Das haben Sie in den Warenkorb gelegt. Lassen Sie sich Zeit: Diese E-Mail bringt Sie dorthin zurück.",
    ],
    action: "Zurück zum Warenkorb",
  },
  fr: {
    subject: "Vous pensez encore à {{ product }} ?",
    preheader: "Voici ce que vous avez mis dans votre panier.",
    heading: "Votre panier, quand vous le voudrez",
    paragraphs: ["Voici ce que vous avez mis dans votre panier. Prenez tout votre temps : cet e-mail vous y ramène."],
    action: "Retrouver mon panier",
  },
  es: {
    subject: "¿Sigues pensando en {{ product }}?",
    preheader: "Esto es lo que pusiste en tu carrito.",
    heading: "Tu carrito, para cuando quieras",
    paragraphs: [
      "Esto es lo que pusiste en tu carrito. Tómate el tiempo que necesites: este correo te lleva de vuelta.",
    ],
    action: "Volver a mi carrito",
  },
  ja: {
    subject: "{{ product }}をまだお考えですか",
    preheader: "カートに入れられた商品をお知らせします。",
    heading: "カートの中身を、いつでもどうぞ",
    paragraphs: ["カートに入れられた商品です。ごゆっくりお考えください。このメールからいつでもお戻りいただけます。"],
    action: "カートに戻る",
  },
};
