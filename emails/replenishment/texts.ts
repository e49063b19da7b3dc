import type { Translated } from "~/content/language";
import type { Texts } from "~/content/template";

export const texts: Translated<Texts<"action">> = {
  en: {
    subject: "Running low on {{ product }}?",
    preheader: "Here it is again, in case you need more.",
    heading: "Running low?",
    paragraphs: ["It has been some time since you ordered this. Here it is again, in case you need more."],
    action: "Order it again",
  },
  de: {
    subject: "Geht {{ product }} zur Neige?",
    preheader: "Hier ist es noch einmal, falls Sie Nachschub brauchen.",
    heading: "Geht es zur Neige?",
    paragraphs: [
      "Es ist einige Zeit her, dass Sie dies bestellt haben. Hier ist es noch einmal, falls Sie Nachschub brauchen.",
    ],
    action: "Noch einmal bestellen",
  },
  fr: {
    subject: "Bientôt à court de {{ product }} ?",
    preheader: "Le revoici, au cas où il vous en faudrait.",
    heading: "Bientôt à court ?",
    paragraphs: [
      "Votre commande remonte à quelque temps. Voici de nouveau cet article, au cas où il vous en faudrait.",
    ],
    action: "Commander à nouveau",
  },
  es: {
    subject: "¿Se te acaba {{ product }}?",
    preheader: "Aquí lo tienes de nuevo, por si necesitas más.",
    heading: "¿Se te está acabando?",
    paragraphs: ["Hace un tiempo que pediste esto. Aquí lo tienes de nuevo, por si necesitas más."],
    action: "Pedirlo otra vez",
  },
  ja: {
    subject: "{{ product }}は、そろそろなくなる頃ですか",
    preheader: "追加がご入り用でしたら、こちらからどうぞ。",
    heading: "そろそろなくなる頃ですか",
    paragraphs: ["ご注文からしばらく経ちました。追加がご入り用でしたら、こちらからどうぞ。"],
    action: "もう一度注文する",
  },
};
