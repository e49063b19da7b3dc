import type { Translated } from "~/content/language";
import type { Texts } from "~/content/template";

export const texts: Translated<Texts<"action">> = {
  en: {
    subject: "A question about {{ product }}?",
    preheader: "If something was unclear, just reply to this email.",
    heading: "Anything we can tell you?",
    paragraphs: [
      "Some things are hard to decide on a screen.",
      "If you would like to know more about what is in your cart – how big it is, how it feels, when it could be with you – just reply to this email. {{ shop.senderLine }} will be glad to help.",
    ],
    action: "Return to your cart",
  },
  de: {
    subject: "Fragen zu {{ product }}?",
    preheader: "Ist etwas unklar geblieben? Antworten Sie einfach auf diese E-Mail.",
    heading: "Was möchten Sie noch wissen?",
    paragraphs: [
      "Manches lässt sich am Bildschirm schwer entscheiden.",
      "Wenn Sie mehr über die Artikel in Ihrem Warenkorb wissen möchten – wie groß etwas ist, wie es sich anfühlt, wann es bei Ihnen sein könnte –, antworten Sie einfach auf diese E-Mail. {{ shop.senderLine }} hilft Ihnen gern.",
    ],
    action: "Zurück zum Warenkorb",
  },
  fr: {
    subject: "Une question sur {{ product }} ?",
    preheader: "Si quelque chose n’était pas clair, répondez simplement à cet e-mail.",
    heading: "Que pouvons-nous vous dire ?",
    paragraphs: [
      "Certaines choses se décident mal devant un écran.",
      "Si vous souhaitez en savoir plus sur le contenu de votre panier, sa taille, son toucher, sa date d’arrivée, répondez simplement à cet e-mail. {{ shop.senderLine }} vous aidera avec plaisir.",
    ],
    action: "Retrouver mon panier",
  },
  es: {
    subject: "¿Alguna duda sobre {{ product }}?",
    preheader: "Si algo no quedó claro, responde a este correo.",
    heading: "¿Qué te gustaría saber?",
    paragraphs: [
      "Hay cosas difíciles de decidir ante una pantalla.",
      "Si quieres saber más sobre lo que hay en tu carrito (qué tamaño tiene, cómo es al tacto, cuándo podría llegarte), responde a este correo. {{ shop.senderLine }} te ayudará con mucho gusto.",
    ],
    action: "Volver a mi carrito",
  },
  ja: {
    subject: "{{ product }}について、ご質問はございませんか",
    preheader: "ご不明な点がありましたら、このメールにそのままご返信ください。",
    heading: "お知りになりたいことはございませんか",
    paragraphs: [
      "画面だけでは決めにくいこともあります。",
      "大きさ、手ざわり、お届けの時期など、カートの商品についてお知りになりたいことがありましたら、このメールにそのままご返信ください。{{ shop.senderLine }}がお答えいたします。",
    ],
    action: "カートに戻る",
  },
};
