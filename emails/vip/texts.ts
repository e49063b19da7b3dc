import type { Translated } from "~/content/language";
import type { Texts } from "~/content/template";

export const texts: Translated<Texts<"picks">> = {
  en: {
    subject: "A thank you from {{ shop }}",
    preheader: "People like you keep this shop going.",
    heading: "Thank you for being with us",
    paragraphs: [
      "A shop lives on the people who come back to it, and you are one of them. We do not take that for granted. Thank you.",
    ],
    picks: "Chosen for you",
  },
  de: {
    subject: "Ein Dankeschön von {{ shop }}",
    preheader: "Von Menschen wie Ihnen lebt dieser Shop.",
    heading: "Danke für Ihre Treue",
    paragraphs: [
      "Ein Shop lebt von den Menschen, die wiederkommen, und Sie gehören dazu. Für uns ist das nicht selbstverständlich. Danke.",
    ],
    picks: "Für Sie ausgesucht",
  },
  fr: {
    subject: "Un grand merci de la part de {{ shop }}",
    preheader: "Cette boutique vit grâce à des personnes comme vous.",
    heading: "Merci de votre fidélité",
    paragraphs: [
      "Une boutique vit grâce à celles et ceux qui y reviennent, et vous en faites partie. Pour nous, cela ne va pas de soi. Merci.",
    ],
    picks: "Choisi pour vous",
  },
  es: {
    subject: "Gracias de parte de {{ shop }}",
    preheader: "Esta tienda vive de personas como tú.",
    heading: "Gracias por estar con nosotros",
    paragraphs: [
      "Una tienda vive de las personas que vuelven a ella, y tú eres una de ellas. No lo damos por hecho. Gracias.",
    ],
    picks: "Elegido para ti",
  },
  ja: {
    subject: "{{ shop }}より、感謝を込めて",
    preheader: "お客様のような方に、当店は支えられています。",
    heading: "いつもありがとうございます",
    paragraphs: [
      "お店は、くり返し足を運んでくださる方に支えられています。お客様はそのおひとりです。けっして当たり前のこととは思っておりません。心より感謝申し上げます。",
    ],
    picks: "お客様のために選びました",
  },
};
