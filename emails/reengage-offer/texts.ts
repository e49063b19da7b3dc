import type { Translated } from "~/content/language";
import type { Texts } from "~/content/template";

export const texts: Translated<Texts<"picks">> = {
  en: {
    subject: "We would like to see you again",
    preheader: "Something for your next visit.",
    heading: "We would like to see you again",
    paragraphs: ["You have not been here for a while, and we would be glad if you came by again."],
    picks: "Chosen for you",
  },
  de: {
    subject: "Wir würden Sie gern wiedersehen",
    preheader: "Etwas für Ihren nächsten Besuch.",
    heading: "Wir würden Sie gern wiedersehen",
    paragraphs: ["Sie waren eine Weile nicht hier, und wir würden uns freuen, wenn Sie wieder vorbeischauen."],
    picks: "Für Sie ausgesucht",
  },
  fr: {
    subject: "Nous aimerions vous revoir",
    preheader: "Quelque chose pour votre prochaine visite.",
    heading: "Nous aimerions vous revoir",
    paragraphs: ["Votre dernière visite remonte à quelque temps, et votre retour nous ferait plaisir."],
    picks: "Choisi pour vous",
  },
  es: {
    subject: "Nos gustaría volver a verte",
    preheader: "Algo para tu próxima visita.",
    heading: "Nos gustaría volver a verte",
    paragraphs: ["Hace tiempo que no pasas por aquí, y nos alegraría que volvieras."],
    picks: "Elegido para ti",
  },
  ja: {
    subject: "またお会いできれば幸いです",
    preheader: "次のご来店にご用意しました。",
    heading: "またお会いできれば幸いです",
    paragraphs: ["しばらくご来店がありませんでしたので、またお立ち寄りいただければ嬉しく思います。"],
    picks: "お客様のために選びました",
  },
};
