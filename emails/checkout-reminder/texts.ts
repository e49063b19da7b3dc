import type { Translated } from "~/content/language";
import type { Texts } from "~/content/template";

export const texts: Translated<Texts<"action">> = {
  en: {
    subject: "You left {{ product }} behind",
    preheader: "Your cart is still here, and so is the way back.",
    heading: "You left something lovely behind",
    paragraphs: ["Your cart is still here. Whenever you are ready, you can pick up where you stopped."],
    action: "Return to your checkout",
  },
  de: {
    subject: "Noch da: {{ product }}",
    preheader: "Ihr Warenkorb ist noch da, und der Weg zurück auch.",
    heading: "Sie haben etwas Schönes liegen lassen",
    paragraphs: [
      "Ihr Warenkorb ist noch da. Wann immer Sie möchten, können Sie dort weitermachen, wo Sie aufgehört haben.",
    ],
    action: "Zurück zur Kasse",
  },
  fr: {
    subject: "Toujours là : {{ product }}",
    preheader: "Votre panier est toujours là, et le chemin pour y revenir aussi.",
    heading: "Votre panier vous attend",
    paragraphs: ["Votre panier est toujours là. Quand vous voudrez, vous pourrez reprendre là où vous en étiez."],
    action: "Reprendre la commande",
  },
  es: {
    subject: "{{ product }} sigue en tu carrito",
    preheader: "Tu carrito sigue aquí, y el camino de vuelta también.",
    heading: "Dejaste algo bonito en tu carrito",
    paragraphs: ["Tu carrito sigue aquí. Cuando quieras, puedes seguir donde lo dejaste."],
    action: "Volver a mi compra",
  },
  ja: {
    subject: "{{ product }}をお忘れではありませんか",
    preheader: "カートの中身はそのまま残っています。",
    heading: "カートに商品が残っています",
    paragraphs: ["カートの中身はそのまま残っています。ご都合のよいときに、続きからお手続きいただけます。"],
    action: "購入手続きに戻る",
  },
};
