import type { Translated } from "~/content/language";
import type { Texts } from "~/content/template";

export const texts: Translated<Texts<"action">> = {
  en: {
    subject: "Can we help with {{ product }}?",
    preheader: "If something was unclear, just reply to this email.",
    heading: "Can we help?",
    paragraphs: [
      "You stopped before the end of your checkout, and that is quite all right.",
      "If it was a question that kept you, about sizes, delivery, returns or paying, just reply to this email. {{ shop.senderLine }} will be glad to help.",
    ],
    action: "Return to your checkout",
  },
  de: {
    subject: "Können wir Ihnen bei {{ product }} helfen?",
    preheader: "Ist etwas unklar geblieben? Antworten Sie einfach auf diese E-Mail.",
    heading: "Können wir Ihnen helfen?",
    paragraphs: [
      "Sie haben Ihre Bestellung nicht abgeschlossen, und das ist völlig in Ordnung.",
      "Falls es an einer Frage zu Größen, Lieferung, Rückgabe oder Bezahlung lag, antworten Sie einfach auf diese E-Mail. {{ shop.senderLine }} hilft Ihnen gern.",
    ],
    action: "Zurück zur Kasse",
  },
  fr: {
    subject: "Une question sur {{ product }} ?",
    preheader: "Si quelque chose n’était pas clair, répondez simplement à cet e-mail.",
    heading: "Pouvons-nous vous aider ?",
    paragraphs: [
      "Vous n’avez pas terminé votre commande, et c’est tout à fait votre droit.",
      "Si une question sur les tailles, la livraison, les retours ou le paiement vous a fait hésiter, répondez simplement à cet e-mail. {{ shop.senderLine }} vous aidera avec plaisir.",
    ],
    action: "Reprendre la commande",
  },
  es: {
    subject: "¿Te ayudamos con {{ product }}?",
    preheader: "Si algo no quedó claro, responde a este correo.",
    heading: "¿Podemos ayudarte?",
    paragraphs: [
      "No terminaste tu compra, y no pasa nada.",
      "Si fue por una duda sobre tallas, envío, devoluciones o pago, responde a este correo. {{ shop.senderLine }} te ayudará con mucho gusto.",
    ],
    action: "Volver a mi compra",
  },
  ja: {
    subject: "{{ product }}について、ご不明な点はございませんか",
    preheader: "ご不明な点がありましたら、このメールにそのままご返信ください。",
    heading: "お手伝いできることはありますか",
    paragraphs: [
      "ご購入手続きの途中でお止めになったようですが、もちろん問題ございません。",
      "サイズ、配送、返品、お支払いなど、気になることがありましたら、このメールにそのままご返信ください。{{ shop.senderLine }}がお手伝いいたします。",
    ],
    action: "購入手続きに戻る",
  },
};
