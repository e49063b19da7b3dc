import type { Translated } from "~/content/language";
import type { Texts } from "~/content/template";

export const texts: Translated<Texts> = {
  en: {
    subject: "Getting the best out of {{ product }}",
    preheader: "A few things worth knowing.",
    heading: "Make the most of it",
    paragraphs: ["A few things worth knowing about your order {{ order.name }}:"],
  },
  de: {
    subject: "So holen Sie das Beste aus {{ product }} heraus",
    preheader: "Ein paar Dinge, die gut zu wissen sind.",
    heading: "Damit Sie lange Freude daran haben",
    paragraphs: ["Wissenswertes zu Ihrer Bestellung {{ order.name }}:"],
  },
  fr: {
    subject: "Pour profiter au mieux de {{ product }}",
    preheader: "Quelques conseils utiles.",
    heading: "Pour en profiter au mieux",
    paragraphs: ["Quelques conseils utiles pour votre commande {{ order.name }} :"],
  },
  es: {
    subject: "Sácale el máximo partido a {{ product }}",
    preheader: "Unas cuantas cosas que vale la pena saber.",
    heading: "Para disfrutarlo al máximo",
    paragraphs: ["Unas cuantas cosas que vale la pena saber sobre tu pedido {{ order.name }}:"],
  },
  ja: {
    subject: "{{ product }}を長くお使いいただくために",
    preheader: "知っておくと役立つことをお届けします。",
    heading: "末永くお楽しみいただくために",
    paragraphs: ["ご注文{{ order.name }}の商品について、知っておくと役立つことをお届けします。"],
  },
};
