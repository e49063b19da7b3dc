import type { Translated } from "~/content/language";
import type { Texts } from "~/content/template";

export const texts: Translated<Texts<"action">> = {
  en: {
    subject: "{{ product }} is back",
    preheader: "It can be ordered again.",
    heading: "It is back",
    paragraphs: [
      "{% if isRequested %}You asked us to tell you when this can be ordered again. Now it can, and this is the only email we send about it.{% else %}Something you had your eye on can be ordered again.{% endif %}",
    ],
    action: "See it in the shop",
  },
  de: {
    subject: "Wieder da: {{ product }}",
    preheader: "Ab jetzt wieder bestellbar.",
    heading: "Wieder da",
    paragraphs: [
      "{% if isRequested %}Sie hatten uns gebeten, Ihnen Bescheid zu geben, sobald dieser Artikel wieder bestellbar ist. Jetzt ist es so weit, und dies ist die einzige E-Mail, die wir dazu schicken.{% else %}Etwas, auf das Sie ein Auge geworfen hatten, ist wieder bestellbar.{% endif %}",
    ],
    action: "Im Shop ansehen",
  },
  fr: {
    subject: "De retour : {{ product }}",
    preheader: "Vous pouvez de nouveau le commander.",
    heading: "De retour",
    paragraphs: [
      "{% if isRequested %}Vous nous aviez demandé de vous prévenir quand cet article serait de nouveau disponible. C’est chose faite, et voici le seul e-mail que nous vous enverrons à ce sujet.{% else %}Un article que vous aviez repéré peut de nouveau être commandé.{% endif %}",
    ],
    action: "Voir dans la boutique",
  },
  es: {
    subject: "Ha vuelto: {{ product }}",
    preheader: "Ya se puede pedir de nuevo.",
    heading: "Ha vuelto",
    paragraphs: [
      "{% if isRequested %}Nos pediste que te avisáramos cuando se pudiera volver a pedir. Ya se puede, y este es el único correo que enviamos sobre ello.{% else %}Algo a lo que habías echado el ojo se puede volver a pedir.{% endif %}",
    ],
    action: "Verlo en la tienda",
  },
  ja: {
    subject: "{{ product }}が再入荷しました",
    preheader: "ふたたびご注文いただけます。",
    heading: "再入荷しました",
    paragraphs: [
      "{% if isRequested %}再入荷のお知らせをご希望いただいた商品が、ふたたびご注文いただけるようになりました。この件のメールは今回限りです。{% else %}気になっていらした商品が、ふたたびご注文いただけるようになりました。{% endif %}",
    ],
    action: "ショップで見る",
  },
};
