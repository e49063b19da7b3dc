import type { Phrases } from "~/content/phrases";
import { tips } from "./tips-fr";

export const fr: Phrases = {
  manners: {
    warm: { toName: "Bonjour {{ name }},", toAnybody: "Bonjour,", signOff: "Bien chaleureusement," },
    plain: { toName: "Bonjour {{ name }},", toAnybody: "Bonjour,", signOff: "À bientôt," },
    formal: { toName: "Bonjour {{ name }},", toAnybody: "Bonjour,", signOff: "Cordialement," },
  },
  visit: "Visiter la boutique",
  picks: "Vous aimerez peut-être aussi",
  quantity: "Quantité : {{ line.quantity }}",
  total: "Total",
  orderTotal: "Total de la commande",
  inYourCart: "Dans votre panier",
  inYourOrder: "Dans votre commande",
  youLookedAt: "Vous avez regardé",
  before: "Avant",
  now: "Maintenant",
  enterCode: "Saisissez ce code au moment de payer.",
  validUntil: "Valable jusqu’au",
  askUs: {
    heading: "Un doute ? Répondez simplement à cet e-mail.",
    text: "Tailles, livraison, retours ou toute autre question : {{ shop.senderLine }} vous aidera avec plaisir.",
  },
  because: {
    "signed-up": "Vous recevez cet e-mail parce que vous vous êtes inscrit(e) chez SHOP.",
    ordered: "Vous recevez cet e-mail parce que vous avez commandé chez SHOP.",
    "looked-around": "Vous recevez cet e-mail parce que vous avez visité la boutique SHOP.",
    "began-checkout": "Vous recevez cet e-mail parce que vous avez commencé une commande chez SHOP.",
    "filled-cart": "Vous recevez cet e-mail parce que vous avez rempli un panier chez SHOP.",
  },
  agreed: "Vous avez accepté de recevoir de nos nouvelles.",
  askedToBeTold:
    "Vous recevez cet e-mail parce que vous avez demandé à SHOP de vous prévenir du retour de cet article.",
  unsubscribe: "Se désabonner",
  reasons: {
    pinned: () => "Notre conseil pour vous",
    "bought-together": (title) => `Souvent acheté avec : ${title}`,
    similar: (title) => `Va bien avec : ${title}`,
    "seen-together": (title) => `Souvent regardé avec : ${title}`,
    "viewed-next": (title) => `D’autres l’ont regardé après : ${title}`,
    "recently-viewed": () => "Vous l’avez regardé récemment",
    "buy-again": () => "Vous l’avez déjà acheté",
    favourite: (type) => `Très apprécié : ${type}`,
    trending: () => "Très demandé en ce moment",
    "best-seller": () => "Apprécié de nos clients",
    new: () => "Nouveau dans la boutique",
    range: () => "De notre boutique",
  },
  somethingLiked: "ce qui vous a plu",
  yourOrder: "votre commande",
  tips,
};
