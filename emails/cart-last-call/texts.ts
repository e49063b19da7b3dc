import type { Translated } from "~/content/language";
import type { Texts } from "~/content/template";

export const texts: Translated<Texts<"action">> = {
  en: {
    subject: "One last word about {{ product }}",
    preheader: "After this we say no more about it. Questions? Just reply.",
    heading: "One last word about your cart",
    paragraphs: ["We will not write about it again. If you still want what is in it, this is the way back."],
    action: "Return to your cart",
  },
  de: {
    subject: "Ein letztes Wort zu {{ product }}",
    preheader: "Danach schreiben wir nicht mehr darüber. Fragen? Antworten Sie einfach.",
    heading: "Ein letztes Wort zu Ihrem Warenkorb",
    paragraphs: [
      "Wir schreiben nicht noch einmal darüber. Falls Sie die Artikel darin noch möchten: Hier geht es zurück.",
    ],
    action: "Zurück zum Warenkorb",
  },
  fr: {
    subject: "Un dernier mot sur {{ product }}",
    preheader: "Après cela, nous n’en parlerons plus. Une question ? Répondez-nous.",
    heading: "Un dernier mot sur votre panier",
    paragraphs: ["Nous ne vous en reparlerons plus. Si son contenu vous tente toujours, voici comment y revenir."],
    action: "Retrouver mon panier",
  },
  es: {
    subject: "Un último mensaje sobre {{ product }}",
    preheader: "No volveremos a escribirte sobre ello. ¿Dudas? Responde a este correo.",
    heading: "Un último mensaje sobre tu carrito",
    paragraphs: ["No volveremos a escribirte sobre ello. Si aún quieres lo que hay en él, aquí puedes retomarlo."],
    action: "Volver a mi carrito",
  },
  ja: {
    subject: "{{ product }}について、最後にひとこと",
    preheader: "この件のご案内は今回で終わります。ご質問はご返信ください。",
    heading: "カートについて、最後にひとこと",
    paragraphs: ["この件でのご連絡はこれで最後です。まだお気持ちがありましたら、こちらからお戻りください。"],
    action: "カートに戻る",
  },
};
