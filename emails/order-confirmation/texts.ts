import type { Translated } from "~/content/language";
import type { Texts } from "~/content/template";

export const texts: Translated<Texts> = {
  en: {
    subject: "Your order {{ order }}",
    preheader: "Thank you. Here is what you ordered.",
    heading: "Thank you for your order",
    paragraphs: ["Your order {{ order.name }} has reached us. Here is what is in it."],
  },
  de: {
    subject: "Ihre Bestellung {{ order }}",
    preheader: "Vielen Dank. Das haben Sie bestellt.",
    heading: "Vielen Dank für Ihre Bestellung",
    paragraphs: ["Ihre Bestellung {{ order.name }} ist bei uns eingegangen. Das haben Sie bestellt:"],
  },
  fr: {
    subject: "Votre commande {{ order }}",
    preheader: "Merci. Voici ce que vous avez commandé.",
    heading: "Merci pour votre commande",
    paragraphs: ["Votre commande {{ order.name }} nous est bien parvenue. En voici le contenu."],
  },
  es: {
    subject: "Tu pedido {{ order }}",
    preheader: "Gracias. Esto es lo que has pedido.",
    heading: "Gracias por tu pedido",
    paragraphs: ["Hemos recibido tu pedido {{ order.name }}. Esto es lo que contiene."],
  },
  ja: {
    subject: "ご注文{{ order }}の確認",
    preheader: "ありがとうございます。ご注文の内容をお知らせします。",
    heading: "ご注文ありがとうございます",
    paragraphs: ["ご注文{{ order.name }}を承りました。内容は次のとおりです。"],
  },
};
