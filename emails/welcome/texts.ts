import type { Translated } from "~/content/language";
import type { Texts } from "~/content/template";

export const texts: Translated<Texts<"action" | "question" | "answers">> = {
  en: {
    subject: "Welcome to {{ shop }}",
    preheader: "It is good to have you here. One small question, if we may.",
    heading: "Good to have you here",
    paragraphs: [
      "Thank you for joining us. We write when there is something worth your while, and you can leave whenever you like.",
    ],
    action: "Look around",
    question: "What brings you here?",
    answers: { "for-me": "Something for me", "a-gift": "A gift" },
  },
  de: {
    subject: "Willkommen bei {{ shop }}",
    preheader: "Schön, dass Sie da sind. Eine kleine Frage, wenn wir dürfen.",
    heading: "Schön, dass Sie da sind",
    paragraphs: [
      "Danke, dass Sie dabei sind. Wir schreiben Ihnen, wenn es etwas gibt, das sich für Sie lohnt, und Sie können sich jederzeit abmelden.",
    ],
    action: "Im Shop umsehen",
    question: "Was führt Sie zu uns?",
    answers: { "for-me": "Etwas für mich", "a-gift": "Ein Geschenk" },
  },
  fr: {
    subject: "Bienvenue chez {{ shop }}",
    preheader: "Heureux de vous compter parmi nous. Une petite question, si vous permettez.",
    heading: "Heureux de vous compter parmi nous",
    paragraphs: [
      "Merci de nous avoir rejoints. Nous vous écrivons quand cela en vaut la peine, et vous pouvez vous désabonner quand vous voulez.",
    ],
    action: "Faire un tour",
    question: "Qu’est-ce qui vous amène ?",
    answers: { "for-me": "Quelque chose pour moi", "a-gift": "Un cadeau" },
  },
  es: {
    subject: "Te damos la bienvenida a {{ shop }}",
    preheader: "Nos alegra tenerte aquí. Una pequeña pregunta, si nos lo permites.",
    heading: "Nos alegra tenerte aquí",
    paragraphs: [
      "Gracias por unirte. Te escribimos cuando hay algo que merece la pena, y puedes darte de baja cuando quieras.",
    ],
    action: "Echar un vistazo",
    question: "¿Qué te trae por aquí?",
    answers: { "for-me": "Algo para mí", "a-gift": "Un regalo" },
  },
  ja: {
    subject: "{{ shop }}へようこそ",
    preheader: "お越しいただきありがとうございます。ひとつだけお聞かせください。",
    heading: "ようこそお越しくださいました",
    paragraphs: [
      "ご登録ありがとうございます。お役に立つお知らせがあるときだけメールをお送りします。配信はいつでも停止できます。",
    ],
    action: "ショップを見る",
    question: "今日は何をお探しですか",
    answers: { "for-me": "自分のためのもの", "a-gift": "贈りもの" },
  },
};
