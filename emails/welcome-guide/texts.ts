import type { Translated } from "~/content/language";
import type { Texts } from "~/content/template";

export const texts: Translated<Texts<"points">> = {
  en: {
    subject: "Three things that are good to know",
    preheader: "How to reach us, and how to stop our emails.",
    heading: "Three things that are good to know",
    paragraphs: ["Before your first order, or without ever making one:"],
    points: [
      {
        title: "You can ask us anything",
        text: "You can reply to every email from us. Write before you buy or after, about big things or small ones.",
      },
      {
        title: "Can’t choose between two?",
        text: "Tell us what you need it for, and we will tell you which one we would take.",
      },
      {
        title: "You decide how long we write",
        text: "At the foot of each email like this one is a link that stops them at once. Emails about your orders still come.",
      },
    ],
  },
  de: {
    subject: "Drei Dinge, die gut zu wissen sind",
    preheader: "Wie Sie uns erreichen und unsere E-Mails abbestellen.",
    heading: "Drei Dinge, die gut zu wissen sind",
    paragraphs: ["Vor Ihrer ersten Bestellung, oder auch ganz ohne eine:"],
    points: [
      {
        title: "Sie können uns alles fragen",
        text: "Auf jede E-Mail von uns können Sie antworten. Schreiben Sie uns vor dem Kauf oder danach, mit großen Fragen oder kleinen.",
      },
      {
        title: "Sie schwanken zwischen zwei Artikeln?",
        text: "Sagen Sie uns, wofür Sie ihn brauchen, und wir sagen Ihnen, welchen wir nehmen würden.",
      },
      {
        title: "Sie bestimmen, wie lange wir schreiben",
        text: "Am Ende jeder E-Mail wie dieser steht ein Link, mit dem Sie sie sofort abbestellen. E-Mails zu Ihren Bestellungen kommen weiterhin.",
      },
    ],
  },
  fr: {
    subject: "Trois choses bonnes à savoir",
    preheader: "Comment nous joindre, et comment arrêter nos e-mails.",
    heading: "Trois choses bonnes à savoir",
    paragraphs: ["Avant votre première commande, ou même sans en passer :"],
    points: [
      {
        title: "Vous pouvez tout nous demander",
        text: "Vous pouvez répondre à chacun de nos e-mails. Écrivez avant ou après l’achat, pour une grande question ou une petite.",
      },
      {
        title: "Vous hésitez entre deux articles ?",
        text: "Dites-nous à quoi il doit servir, et nous vous dirons lequel nous prendrions.",
      },
      {
        title: "C’est vous qui décidez",
        text: "Au bas de chaque e-mail comme celui-ci, un lien y met fin aussitôt. Les e-mails liés à vos commandes continuent d’arriver.",
      },
    ],
  },
  es: {
    subject: "Tres cosas que conviene saber",
    preheader: "Cómo escribirnos y cómo dejar de recibir correos.",
    heading: "Tres cosas que conviene saber",
    paragraphs: ["Antes de tu primer pedido, o aunque nunca hagas uno:"],
    points: [
      {
        title: "Puedes preguntarnos lo que quieras",
        text: "Puedes responder a cualquier correo nuestro. Escribe antes de comprar o después, sobre cosas grandes o pequeñas.",
      },
      {
        title: "¿Dudas entre dos?",
        text: "Dinos para qué lo necesitas y te diremos cuál elegiríamos.",
      },
      {
        title: "Tú decides hasta cuándo escribimos",
        text: "Al pie de cada correo como este hay un enlace para dejar de recibirlos al instante. Los correos sobre tus pedidos seguirán llegando.",
      },
    ],
  },
  ja: {
    subject: "知っておくと便利な三つのこと",
    preheader: "お問い合わせの方法と、配信を止める方法です。",
    heading: "知っておくと便利な三つのこと",
    paragraphs: ["初めてのご注文の前に。ご注文にならなくても大丈夫です。"],
    points: [
      {
        title: "何でもお尋ねください",
        text: "当店のメールにはそのままご返信いただけます。ご購入の前でも後でも、大きなことでも小さなことでもどうぞ。",
      },
      {
        title: "どちらにするか迷ったら",
        text: "何にお使いになるかをお知らせください。当店ならどちらを選ぶか、お答えします。",
      },
      {
        title: "配信はお客様がお決めください",
        text: "このようなメールの一番下に、すぐに配信を止めるリンクがあります。ご注文に関するメールは引き続き届きます。",
      },
    ],
  },
};
