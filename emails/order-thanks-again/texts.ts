import type { Translated } from "~/content/language";
import type { Texts } from "~/content/template";

export const texts: Translated<Texts<"picks">> = {
  en: {
    subject: "Thank you for coming back",
    preheader: "It is good to see you again.",
    heading: "Good to see you again",
    paragraphs: [
      "Thank you for coming back to us.",
      "We hope that what you chose will be just right. If anything about {{ order.name }} should be changed, or is not as it should be, just reply to this mail.",
    ],
    picks: "For another time",
  },
  de: {
    subject: "Danke, dass Sie wieder da sind",
    preheader: "Schön, Sie wiederzusehen.",
    heading: "Schön, Sie wiederzusehen",
    paragraphs: [
      "Danke, dass Sie zu uns zurückgekommen sind.",
      "Wir hoffen, dass Sie genau das Richtige gewählt haben. Falls an {{ order.name }} etwas geändert werden soll oder nicht so ist, wie es sein sollte: Antworten Sie einfach auf diese E-Mail.",
    ],
    picks: "Für ein anderes Mal",
  },
  fr: {
    subject: "Merci d’être revenu(e)",
    preheader: "Quel plaisir de vous revoir.",
    heading: "Quel plaisir de vous revoir",
    paragraphs: [
      "Merci d’être revenu(e) chez nous.",
      "Nous espérons que vous serez pleinement satisfait(e) de votre choix. Si quelque chose doit être changé dans {{ order.name }}, ou n’est pas comme il faut, répondez simplement à cet e-mail.",
    ],
    picks: "Pour une autre fois",
  },
  es: {
    subject: "Gracias por volver",
    preheader: "Qué alegría verte de nuevo.",
    heading: "Qué alegría verte de nuevo",
    paragraphs: [
      "Gracias por volver con nosotros.",
      "Esperamos que hayas acertado de lleno. Si hay que cambiar algo en {{ order.name }}, o algo no está como debe, responde a este correo.",
    ],
    picks: "Para otra ocasión",
  },
  ja: {
    subject: "またのご注文、ありがとうございます",
    preheader: "またお会いできて嬉しく思います。",
    heading: "またお会いできて嬉しく思います",
    paragraphs: [
      "ふたたび当店をご利用いただき、ありがとうございます。",
      "お選びいただいた品がぴったりのものでありますように。ご注文{{ order.name }}の変更や、お気づきの点がありましたら、このメールにそのままご返信ください。",
    ],
    picks: "またの機会に",
  },
};
