import type { Translated } from "~/content/language";
import type { Texts } from "~/content/template";

export const texts: Translated<Texts<"action" | "picks">> = {
  en: {
    subject: "More like {{ product }}",
    preheader: "If it was not quite the one, perhaps one of these is.",
    heading: "Not quite the one?",
    paragraphs: ["If what you looked at was close but not quite it, one of these may be."],
    action: "See everything",
    picks: "In the same spirit",
  },
  de: {
    subject: "Ähnlich wie {{ product }}",
    preheader: "War es nicht ganz das Richtige? Vielleicht ist es einer dieser Artikel.",
    heading: "Noch nicht ganz das Richtige?",
    paragraphs: [
      "Was Sie sich angesehen haben, war nah dran, aber noch nicht das Richtige? Vielleicht ist es einer dieser Artikel.",
    ],
    action: "Alles ansehen",
    picks: "Ähnliche Artikel",
  },
  fr: {
    subject: "Dans l’esprit de {{ product }}",
    preheader: "Si ce n’était pas tout à fait ça, peut-être l’un de ceux-ci.",
    heading: "Pas tout à fait ça ?",
    paragraphs: [
      "Si ce que vous avez vu s’en approchait sans être tout à fait ça, l’un de ces articles vous conviendra peut-être.",
    ],
    action: "Tout voir",
    picks: "Dans le même esprit",
  },
  es: {
    subject: "Más en la línea de {{ product }}",
    preheader: "Si no era del todo lo que buscabas, quizá lo sea uno de estos.",
    heading: "¿No era justo lo que buscabas?",
    paragraphs: ["Si lo que miraste se acercaba, pero no era del todo lo que buscas, quizá lo sea uno de estos."],
    action: "Ver todo",
    picks: "En la misma línea",
  },
  ja: {
    subject: "{{ product }}に近い商品をご紹介します",
    preheader: "少し違うと思われたら、こちらはいかがでしょう。",
    heading: "少し違いましたか",
    paragraphs: ["ご覧になった商品が、もう少しというところでしたら、こちらの中に見つかるかもしれません。"],
    action: "すべて見る",
    picks: "雰囲気の近い商品",
  },
};
