import type { Translated } from "~/content/language";
import type { Texts } from "~/content/template";

export const texts: Translated<Texts<"action">> = {
  en: {
    subject: "How do you like {{ product }}?",
    preheader: "A few words from you help others to choose.",
    heading: "How do you like it?",
    paragraphs: [
      "By now you have had some time with what you ordered. Would you tell others about it?",
      "A few honest words help them to choose, and us to do better. Something not right? Reply to this email, and we will put it right.",
    ],
    action: "Write a few words",
  },
  de: {
    subject: "Wie gefällt Ihnen {{ product }}?",
    preheader: "Ein paar Worte von Ihnen helfen anderen bei der Wahl.",
    heading: "Wie gefällt es Ihnen?",
    paragraphs: [
      "Inzwischen hatten Sie etwas Zeit mit Ihrer Bestellung. Möchten Sie anderen davon erzählen?",
      "Ein paar ehrliche Worte helfen ihnen bei der Wahl und uns, besser zu werden. Stimmt etwas nicht? Antworten Sie auf diese E-Mail, und wir kümmern uns darum.",
    ],
    action: "Ein paar Worte schreiben",
  },
  fr: {
    subject: "Que pensez-vous de {{ product }} ?",
    preheader: "Quelques mots de votre part aident les autres à choisir.",
    heading: "Qu’en pensez-vous ?",
    paragraphs: [
      "Vous avez maintenant passé un peu de temps avec votre commande. Accepteriez-vous d’en parler à d’autres ?",
      "Quelques mots sincères les aident à choisir, et nous à progresser. Quelque chose ne va pas ? Répondez à cet e-mail, et nous nous en occupons.",
    ],
    action: "Écrire quelques mots",
  },
  es: {
    subject: "¿Qué te parece {{ product }}?",
    preheader: "Unas palabras tuyas ayudan a otros a elegir.",
    heading: "¿Qué te parece?",
    paragraphs: [
      "Ya has pasado un tiempo con lo que pediste. ¿Se lo contarías a otros?",
      "Unas palabras sinceras les ayudan a elegir, y a nosotros a mejorar. ¿Algo no está bien? Responde a este correo y nos ocupamos.",
    ],
    action: "Escribir unas palabras",
  },
  ja: {
    subject: "{{ product }}はいかがですか",
    preheader: "お客様のひとことが、ほかの方の参考になります。",
    heading: "お使い心地はいかがですか",
    paragraphs: [
      "ご注文の品をしばらくお使いいただいた頃かと思います。ほかの方に感想をお聞かせいただけませんか。",
      "率直なひとことが、選ぶ方の助けになり、当店の改善にもつながります。お気づきの点がありましたら、このメールにご返信ください。責任をもって対応いたします。",
    ],
    action: "感想を書く",
  },
};
