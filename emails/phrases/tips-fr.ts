import type { Phrases } from "~/content/phrases";

/** How to use and keep well what was ordered, in French. */
export const tips: Phrases["tips"] = {
  light: {
    title: "Lampes et luminaires",
    tips: [
      "Essayez deux ou trois endroits à la tombée du jour : la même lumière change d’un coin à l’autre.",
      "Éteignez et laissez refroidir avant de dépoussiérer ou de changer une ampoule.",
      "S’il faut une ampoule, la puissance maximale est indiquée près de la douille.",
    ],
  },
  candle: {
    title: "Bougies",
    tips: [
      "Coupez la mèche à un demi-centimètre environ avant d’allumer : la flamme est plus calme et fume moins.",
      "La première fois, laissez brûler une bougie en pot jusqu’à ce que la cire soit liquide jusqu’au bord.",
      "Gardez une bougie allumée à l’abri des courants d’air et sous vos yeux.",
    ],
  },
  textile: {
    title: "Textiles",
    tips: [
      "Lisez l’étiquette d’entretien avant le premier lavage : c’est elle qui connaît le mieux le tissu.",
      "La première fois, lavez les couleurs vives à part.",
      "Séchées à l’ombre, les couleurs durent plus longtemps.",
    ],
  },
  clothing: {
    title: "Vêtements",
    tips: [
      "Lisez l’étiquette d’entretien avant le premier lavage : c’est elle qui connaît le mieux le tissu.",
      "Retournés, fermetures éclair fermées, les vêtements sortent mieux du lavage.",
      "Les gros tricots gardent leur forme pliés plutôt que suspendus.",
    ],
  },
  tableware: {
    title: "Céramique et verre",
    tips: [
      "Lavez-le à la main avant la première utilisation.",
      "Un doute sur le lave-vaisselle ou le micro-ondes ? Lavez-le à la main, ou posez-nous la question.",
      "Évitez-lui les passages brusques du très froid au très chaud.",
    ],
  },
  plant: {
    title: "Plantes",
    tips: [
      "Laissez une semaine ou deux à une plante pour s’habituer à sa nouvelle place avant de la rempoter.",
      "Touchez la terre avant d’arroser : la plupart des plantes d’intérieur supportent moins bien l’excès d’eau que le manque.",
      "Essuyez ses feuilles de temps en temps pour qu’elles reçoivent toute la lumière.",
    ],
  },
  furniture: {
    title: "Meubles",
    tips: [
      "Si vous l’avez monté vous-même, resserrez les vis après quelques semaines.",
      "Du feutre sous les pieds ménage le sol.",
      "Contre la poussière, un chiffon humide suffit ; séchez ensuite.",
    ],
  },
  jewellery: {
    title: "Bijoux",
    tips: [
      "Mettez-le en dernier, après la crème et le parfum, et retirez-le en premier.",
      "Retirez-le pour le sport, la douche et la nuit.",
      "Rangés chacun dans sa pochette ou sa boîte, les bijoux ne se rayent pas.",
    ],
  },
  cosmetics: {
    title: "Pour votre peau",
    tips: [
      "Si votre peau est sensible, essayez d’abord un peu à l’intérieur du bras.",
      "Le chiffre dans le pot ouvert, sur l’emballage, indique combien de mois le produit se garde après ouverture.",
      "Gardez-le fermé, à l’abri de la chaleur et du soleil.",
    ],
  },
  food: {
    title: "À manger et à boire",
    tips: [
      "Bien fermé, au sec et loin de la cuisinière : la plupart des aliments s’y conservent bien.",
      "Ce que l’emballage dit de la conservation passe avant toute règle générale.",
      "Vous avez trouvé votre façon de le servir ? Répondez-nous, racontez-nous.",
    ],
  },
  general: {
    title: "Les premiers jours",
    tips: [
      "Examinez-le tant qu’il est neuf, et répondez à cet e-mail si quelque chose ne va pas.",
      "Gardez la notice ou l’étiquette : elle dit comment l’entretenir.",
      "Gardez l’emballage tant que vous n’avez pas décidé de le garder.",
    ],
  },
};
