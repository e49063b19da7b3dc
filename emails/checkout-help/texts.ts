import type { Translated } from "~/content/language";
import type { Texts } from "~/content/template";

export const texts: Translated<Texts<"action">> = {
  en: {
    subject: "Can we help with {{ product }}?",
    preheader: "If something was unclear, just reply to this mail.",
    heading: "Can we help?",
    paragraphs: [
      "You stopped before the end of your checkout, and that is quite all right.",
      "If it was a question that kept you, about sizes, delivery, returns or paying, just reply to this mail. {{ shop.senderLine }} will be glad to help.",
    ],
    action: "Return to your checkout",
  },
  de: {
    subject: "Können wir bei {{ product }} helfen?",
    preheader: "Ist etwas unklar geblieben? Antworten Sie einfach auf diese E-Mail.",
    heading: "Können wir helfen?",
    paragraphs: [
      "Sie haben vor dem Ende der Bestellung aufgehört, und das ist völlig in Ordnung.",
      "Falls es an einer Frage lag, zu Größen, Lieferung, Rückgabe oder Bezahlung: Antworten Sie einfach auf diese E-Mail. {{ shop.senderLine }} hilft Ihnen gern.",
    ],
    action: "Zurück zur Kasse",
  },
  fr: {
    subject: "Une question sur {{ product }} ?",
    preheader: "Si quelque chose n’était pas clair, répondez simplement à cet e-mail.",
    heading: "Pouvons-nous vous aider ?",
    paragraphs: [
      "Vous vous êtes arrêté(e) avant la fin de la commande, et c’est tout à fait votre droit.",
      "Si c’est une question qui vous a retenu(e), sur les tailles, la livraison, les retours ou le paiement, répondez simplement à cet e-mail. {{ shop.senderLine }} vous aidera avec plaisir.",
    ],
    action: "Reprendre la commande",
  },
  es: {
    subject: "¿Te ayudamos con {{ product }}?",
    preheader: "Si algo no quedó claro, responde a este correo.",
    heading: "¿Podemos ayudarte?",
    paragraphs: [
      "Te quedaste antes del final de la compra, y no pasa nada.",
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
