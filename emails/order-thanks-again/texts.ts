import type { Translated } from "~/content/language";
import type { Texts } from "~/content/template";

export const texts: Translated<Texts<"picks">> = {
  en: {
    subject: "Thank you for coming back",
    preheader: "It is good to see you again.",
    heading: "Good to see you again",
    paragraphs: [
      "Thank you for coming back to us.",
      "We hope that what you chose will be just right. If anything about order {{ order.name }} needs changing, or is not as it should be, just reply to this email.",
    ],
    picks: "For another time",
  },
  de: {
    subject: "Danke, dass Sie wieder da sind",
    preheader: "Schön, Sie wiederzusehen.",
    heading: "Schön, Sie wiederzusehen",
    paragraphs: [
      "Danke, dass Sie zu uns zurückgekommen sind.",
      "Wir hoffen, dass Sie genau das Richtige gewählt haben. Falls an Ihrer Bestellung {{ order.name }} etwas geändert werden soll oder etwas nicht stimmt, antworten Sie einfach auf diese E-Mail.",
    ],
    picks: "Für ein anderes Mal",
  },
  fr: {
    subject: "Merci de votre fidélité",
    preheader: "Quel plaisir de vous revoir.",
    heading: "Quel plaisir de vous revoir",
    paragraphs: [
      "Merci d’avoir de nouveau commandé chez nous.",
      "Nous espérons que votre choix vous plaira pleinement. Si quelque chose doit être changé dans la commande {{ order.name }}, ou n’est pas comme il faut, répondez simplement à cet e-mail.",
    ],
    picks: "Pour une autre fois",
  },
  es: {
    subject: "Gracias por volver",
    preheader: "Qué alegría verte de nuevo.",
    heading: "Qué alegría verte de nuevo",
    paragraphs: [
      "Gracias por volver con nosotros.",
      "Esperamos que sea justo lo que buscabas. Si hay que cambiar algo en el pedido {{ order.name }}, o algo no está como debería, responde a este correo.",
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
