import type { Translated } from "~/content/language";
import type { Texts } from "~/content/template";

export const texts: Translated<Texts<"picks">> = {
  en: {
    subject: "Happy birthday from {{ shop }}",
    preheader: "All the best for the year ahead.",
    heading: "Happy birthday",
    paragraphs: ["All of us wish you a lovely day and a wonderful year."],
    picks: "In case you would like to look around",
  },
  de: {
    subject: "{{ shop }} gratuliert zum Geburtstag",
    preheader: "Alles Gute für das neue Lebensjahr.",
    heading: "Alles Gute zum Geburtstag",
    paragraphs: ["Wir alle wünschen Ihnen einen schönen Tag und ein gutes Jahr."],
    picks: "Falls Sie sich umsehen möchten",
  },
  fr: {
    subject: "Joyeux anniversaire de la part de {{ shop }}",
    preheader: "Tous nos vœux pour l’année à venir.",
    heading: "Joyeux anniversaire",
    paragraphs: ["Toute l’équipe vous souhaite une très belle journée et une année pleine de joie."],
    picks: "Si vous avez envie de flâner",
  },
  es: {
    subject: "Feliz cumpleaños de parte de {{ shop }}",
    preheader: "Nuestros mejores deseos para este nuevo año de vida.",
    heading: "Feliz cumpleaños",
    paragraphs: ["Todos te deseamos un día precioso y un año estupendo."],
    picks: "Por si quieres echar un vistazo",
  },
  ja: {
    subject: "{{ shop }}より、お誕生日おめでとうございます",
    preheader: "素敵な一年になりますように。",
    heading: "お誕生日おめでとうございます",
    paragraphs: ["素敵な一日と、実り多い一年になりますよう、一同心よりお祈りしております。"],
    picks: "よろしければご覧ください",
  },
};
