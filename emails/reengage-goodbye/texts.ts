import type { Translated } from "~/content/language";
import type { Texts } from "~/content/template";

export const texts: Translated<Texts<"question" | "answers">> = {
  en: {
    subject: "Shall we stop writing?",
    preheader: "If we hear nothing from you, we leave you in peace.",
    heading: "Shall we stop writing?",
    paragraphs: [
      "It has been quiet between us, and we do not want to fill your inbox. If we hear nothing from you, we stop here.",
      "You are welcome back at any time: the door stays open.",
    ],
    question: "Or shall we stay in touch?",
    answers: { stay: "Keep writing to me", seldom: "Only now and then" },
  },
  de: {
    subject: "Sollen wir aufhören zu schreiben?",
    preheader: "Hören wir nichts von Ihnen, lassen wir Sie in Ruhe.",
    heading: "Sollen wir aufhören zu schreiben?",
    paragraphs: [
      "Es ist still geworden zwischen uns, und wir möchten Ihr Postfach nicht unnötig füllen. Wenn Sie sich nicht melden, schreiben wir Ihnen nicht mehr.",
      "Sie sind jederzeit wieder willkommen: Die Tür bleibt offen.",
    ],
    question: "Oder bleiben wir in Verbindung?",
    answers: { stay: "Schreiben Sie mir weiter", seldom: "Nur ab und zu" },
  },
  fr: {
    subject: "Faut-il arrêter de vous écrire ?",
    preheader: "Sans nouvelles de vous, nous vous laissons en paix.",
    heading: "Faut-il arrêter de vous écrire ?",
    paragraphs: [
      "Le silence s’est installé entre nous, et nous ne voulons pas encombrer votre boîte de réception. Sans nouvelles de vous, nous nous arrêtons là.",
      "Vous pouvez revenir à tout moment : la porte reste ouverte.",
    ],
    question: "Ou restons-nous en contact ?",
    answers: { stay: "Continuez à m’écrire", seldom: "Seulement de temps en temps" },
  },
  es: {
    subject: "¿Dejamos de escribirte?",
    preheader: "Si no sabemos nada de ti, te dejamos en paz.",
    heading: "¿Dejamos de escribirte?",
    paragraphs: [
      "Hace tiempo que no hablamos y no queremos llenarte la bandeja de entrada. Si no sabemos nada de ti, lo dejamos aquí.",
      "Puedes volver cuando quieras: la puerta queda abierta.",
    ],
    question: "¿O seguimos en contacto?",
    answers: { stay: "Quiero seguir recibiendo correos", seldom: "Solo de vez en cuando" },
  },
  ja: {
    subject: "メールの配信を終えてもよろしいですか",
    preheader: "お返事がなければ、配信を終わらせていただきます。",
    heading: "配信を終えてもよろしいですか",
    paragraphs: [
      "しばらくお返事やご利用がございませんでした。受信箱を埋めてしまうのは本意ではございません。お返事がなければ、ここで配信を終わらせていただきます。",
      "いつでもまたお越しください。扉は開けてお待ちしています。",
    ],
    question: "このまま配信を続けますか",
    answers: { stay: "引き続き受け取る", seldom: "ときどき受け取る" },
  },
};
