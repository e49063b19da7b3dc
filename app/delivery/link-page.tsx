import { type ShopperPage, shopperPage } from "./shopper-page";
import { type Languages, textsIn } from "./texts-in";

interface LinkTexts {
  readonly broken: string;
  readonly brokenExplanation: string;
  readonly busy: string;
  readonly busyExplanation: string;
}

const languages: Languages<LinkTexts> = {
  en: {
    broken: "This link does not work",
    brokenExplanation:
      "It may have been cut off on its way, or the mail that it came with is gone. Open the mail again and follow the link there, or go to the shop as you usually do.",
    busy: "One moment, please",
    busyExplanation: "This link cannot be opened just now. Try again in a minute.",
  },
  de: {
    broken: "Dieser Link funktioniert nicht",
    brokenExplanation:
      "Vielleicht wurde er unterwegs gekürzt, oder die E-Mail dazu gibt es nicht mehr. Öffnen Sie die E-Mail noch einmal und folgen Sie dort dem Link, oder gehen Sie wie gewohnt zum Shop.",
    busy: "Einen Moment bitte",
    busyExplanation: "Dieser Link lässt sich gerade nicht öffnen. Versuchen Sie es in einer Minute noch einmal.",
  },
  fr: {
    broken: "Ce lien ne fonctionne pas",
    brokenExplanation:
      "Il a peut-être été coupé en chemin, ou l’e-mail correspondant n’existe plus. Rouvrez l’e-mail et suivez-y le lien, ou rendez-vous à la boutique comme d’habitude.",
    busy: "Un instant, s’il vous plaît",
    busyExplanation: "Ce lien ne peut pas être ouvert pour le moment. Réessayez dans une minute.",
  },
  es: {
    broken: "Este enlace no funciona",
    brokenExplanation:
      "Puede que se haya cortado por el camino o que el correo ya no exista. Abre el correo otra vez y sigue allí el enlace, o entra en la tienda como siempre.",
    busy: "Un momento, por favor",
    busyExplanation: "Ahora mismo no se puede abrir este enlace. Inténtalo de nuevo en un minuto.",
  },
  ja: {
    broken: "このリンクは使えません",
    brokenExplanation:
      "リンクが途中で切れているか、元のメールがすでに存在しない可能性があります。メールをもう一度開いてリンクをタップするか、いつもの方法でショップにアクセスしてください。",
    busy: "しばらくお待ちください",
    busyExplanation: "ただいまこのリンクを開くことができません。1分ほどしてからもう一度お試しください。",
  },
};

/** For a link that is forged, cut off or gone. `locale` is the browser's: there is no shop to ask. */
export function brokenLinkPage(locale: string): ShopperPage {
  const { language, texts } = textsIn(languages, locale);
  return shopperPage({ language, shop: null, title: texts.broken }, <p>{texts.brokenExplanation}</p>);
}

/** For the while in which the database cannot be asked. */
export function busyPage(locale: string): ShopperPage {
  const { language, texts } = textsIn(languages, locale);
  return shopperPage({ language, shop: null, title: texts.busy }, <p>{texts.busyExplanation}</p>);
}
