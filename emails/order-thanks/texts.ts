import type { Translated } from "~/content/language";
import type { Texts } from "~/content/template";

export const texts: Translated<Texts<"picks">> = {
  en: {
    subject: "Thank you for your first order",
    preheader: "And how to reach us, if anything is not as it should be.",
    heading: "Thank you for your first order",
    paragraphs: [
      "It means a lot to us that you chose us.",
      "We hope that what you chose will be just right. If anything about order {{ order.name }} needs changing, or is not as it should be, just reply to this email.",
    ],
    picks: "For another time",
  },
  de: {
    subject: "Vielen Dank für Ihre erste Bestellung",
    preheader: "Und so erreichen Sie uns, falls etwas nicht stimmt.",
    heading: "Vielen Dank für Ihre erste Bestellung",
    paragraphs: [
      "Dass Sie sich für uns entschieden haben, bedeutet uns viel.",
      "Wir hoffen, dass Sie genau das Richtige gewählt haben. Falls an Ihrer Bestellung {{ order.name }} etwas geändert werden soll oder etwas nicht stimmt, antworten Sie einfach auf diese E-Mail.",
    ],
    picks: "Für ein anderes Mal",
  },
  fr: {
    subject: "Merci pour votre première commande",
    preheader: "Et comment nous joindre, si quelque chose ne va pas.",
    heading: "Merci pour votre première commande",
    paragraphs: [
      "Merci de nous avoir choisis : cela compte beaucoup pour nous.",
      "Nous espérons que votre choix vous plaira pleinement. Si quelque chose doit être changé dans la commande {{ order.name }}, ou n’est pas comme il faut, répondez simplement à cet e-mail.",
    ],
    picks: "Pour une autre fois",
  },
  es: {
    subject: "Gracias por tu primer pedido",
    preheader: "Y cómo escribirnos, si algo no está como debería.",
    heading: "Gracias por tu primer pedido",
    paragraphs: [
      "Para nosotros significa mucho que nos hayas elegido.",
      "Esperamos que sea justo lo que buscabas. Si hay que cambiar algo en el pedido {{ order.name }}, o algo no está como debería, responde a este correo.",
    ],
    picks: "Para otra ocasión",
  },
  ja: {
    subject: "はじめてのご注文、ありがとうございます",
    preheader: "お気づきの点があるときのご連絡方法もお知らせします。",
    heading: "はじめてのご注文、ありがとうございます",
    paragraphs: [
      "当店をお選びいただき、心より感謝申し上げます。",
      "お選びいただいた品がぴったりのものでありますように。ご注文{{ order.name }}の変更や、お気づきの点がありましたら、このメールにそのままご返信ください。",
    ],
    picks: "またの機会に",
  },
};
