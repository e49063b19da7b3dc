import type { Translated } from "~/content/language";
import type { Texts } from "~/content/template";

export const texts: Translated<Texts<"action">> = {
  en: {
    subject: "Last call for {{ product }}",
    preheader: "This is the last time we write about it. Questions? Just reply.",
    heading: "Last call for your cart",
    paragraphs: ["This is the last time we write about it. If it is still on your mind, it is one step away."],
    action: "Return to your checkout",
  },
  de: {
    subject: "Letzte Erinnerung: {{ product }}",
    preheader: "Dies ist unsere letzte E-Mail dazu. Fragen? Antworten Sie einfach.",
    heading: "Letzte Erinnerung an Ihren Warenkorb",
    paragraphs: [
      "Dies ist unsere letzte E-Mail dazu. Falls Sie noch daran denken: Sie sind nur einen Schritt entfernt.",
    ],
    action: "Zurück zur Kasse",
  },
  fr: {
    subject: "Dernier rappel : {{ product }}",
    preheader: "C’est la dernière fois que nous en parlons. Une question ? Répondez-nous.",
    heading: "Dernier rappel pour votre panier",
    paragraphs: ["C’est la dernière fois que nous vous en parlons. Si vous y pensez encore, un clic suffit."],
    action: "Reprendre la commande",
  },
  es: {
    subject: "Último aviso: {{ product }}",
    preheader: "Es la última vez que escribimos sobre ello. ¿Dudas? Responde a este correo.",
    heading: "Último aviso sobre tu carrito",
    paragraphs: ["Es la última vez que te escribimos sobre ello. Si aún lo tienes en mente, está a un paso."],
    action: "Volver a mi compra",
  },
  ja: {
    subject: "{{ product }}について、最後のお知らせです",
    preheader: "このご案内は今回が最後です。ご質問はご返信ください。",
    heading: "カートについての最後のお知らせ",
    paragraphs: ["この件でのご連絡は今回が最後です。まだお考え中でしたら、ここからすぐにお戻りいただけます。"],
    action: "購入手続きに戻る",
  },
};
