import type { MailTopic } from "./mail-topics";
import { type Languages, textsIn } from "./texts-in";

/** What the preference page says, in one language. `shop` is the shop's name, `day` a date in that language. */
export interface PreferencesTexts {
  readonly title: string;
  readonly explanation: (shop: string, email: string) => string;
  readonly topicsLegend: string;
  /** Each with what its mails are about. */
  readonly topics: Readonly<Record<MailTopic, readonly [name: string, about: string]>>;
  readonly oftenLegend: string;
  readonly asShop: (shop: string) => string;
  readonly weekly: string;
  readonly pauseLegend: string;
  readonly pause: (day: string) => string;
  readonly paused: (day: string) => string;
  readonly save: string;
  readonly saved: string;
  readonly leaveTitle: string;
  readonly leaveExplanation: (shop: string) => string;
  readonly leave: string;
  readonly leftTitle: string;
  readonly leftExplanation: (shop: string, email: string) => string;
  readonly onward: string;
  readonly notFound: string;
  readonly notFoundExplanation: string;
}

const en: PreferencesTexts = {
  title: "Which emails you get",
  explanation: (shop, email) => `What ${shop} may write to ${email}. Emails about orders you place always come.`,
  topicsLegend: "What about",
  topics: {
    reminders: ["Reminders", "Of what you left in your cart or looked at"],
    products: ["Products", "Back in stock, costs less, time to buy it again"],
    orders: ["Your purchases", "Tips for using what you bought, and how you liked it"],
    news: ["News and offers", "New things, offers, and your birthday"],
  },
  oftenLegend: "How often",
  asShop: (shop) => `As often as ${shop} writes`,
  weekly: "At most one email a week",
  pauseLegend: "Take a break",
  pause: (day) => `No emails for 30 days, until ${day}`,
  paused: (day) => `No emails until ${day}`,
  save: "Save",
  saved: "Saved. It holds from now on.",
  leaveTitle: "No emails at all",
  leaveExplanation: (shop) => `${shop} will write to you only about orders you place.`,
  leave: "Unsubscribe from all",
  leftTitle: "You are unsubscribed",
  leftExplanation: (shop, email) =>
    `${email} gets no more offers and reminders from ${shop}. To get them again, sign up in the shop.`,
  onward: "Go to the shop",
  notFound: "This link does not work",
  notFoundExplanation:
    "It may have been cut off on its way, or the email that it came with is gone. Open the newest email from the shop and use the link at its foot.",
};

const de: PreferencesTexts = {
  title: "Welche E-Mails Sie bekommen",
  explanation: (shop, email) => `Was ${shop} an ${email} schreiben darf. E-Mails zu Ihren Bestellungen kommen immer.`,
  topicsLegend: "Worüber",
  topics: {
    reminders: ["Erinnerungen", "An das, was noch in Ihrem Warenkorb liegt oder was Sie sich angesehen haben"],
    products: ["Produkte", "Wieder da, jetzt günstiger, Zeit zum Nachkaufen"],
    orders: ["Ihre Einkäufe", "Tipps zu dem, was Sie gekauft haben, und wie es Ihnen gefällt"],
    news: ["Neues und Angebote", "Neuheiten, Angebote und Ihr Geburtstag"],
  },
  oftenLegend: "Wie oft",
  asShop: (shop) => `So oft, wie ${shop} schreibt`,
  weekly: "Höchstens eine E-Mail pro Woche",
  pauseLegend: "Pause",
  pause: (day) => `30 Tage lang keine E-Mails, bis ${day}`,
  paused: (day) => `Keine E-Mails bis ${day}`,
  save: "Speichern",
  saved: "Gespeichert. Es gilt ab sofort.",
  leaveTitle: "Gar keine E-Mails",
  leaveExplanation: (shop) => `${shop} schreibt Ihnen dann nur noch zu Ihren Bestellungen.`,
  leave: "Von allem abmelden",
  leftTitle: "Sie sind abgemeldet",
  leftExplanation: (shop, email) =>
    `An ${email} gehen keine Angebote und Erinnerungen von ${shop} mehr. Möchten Sie wieder welche bekommen, melden Sie sich im Shop an.`,
  onward: "Zum Shop",
  notFound: "Dieser Link funktioniert nicht",
  notFoundExplanation:
    "Vielleicht wurde er unterwegs gekürzt, oder die E-Mail dazu gibt es nicht mehr. Öffnen Sie die neueste E-Mail des Shops und nutzen Sie den Link am Ende.",
};

const fr: PreferencesTexts = {
  title: "Les e-mails que vous recevez",
  explanation: (shop, email) =>
    `Ce que ${shop} peut écrire à ${email}. Les e-mails liés à vos commandes arrivent toujours.`,
  topicsLegend: "À quel sujet",
  topics: {
    reminders: ["Rappels", "De ce que vous avez laissé dans votre panier ou regardé"],
    products: ["Produits", "De retour en stock, moins cher, bientôt à racheter"],
    orders: ["Vos achats", "Conseils d’utilisation, et votre avis"],
    news: ["Nouveautés et offres", "Nouveautés, offres et votre anniversaire"],
  },
  oftenLegend: "À quelle fréquence",
  asShop: (shop) => `Aussi souvent que ${shop} écrit`,
  weekly: "Un e-mail par semaine au plus",
  pauseLegend: "Faire une pause",
  pause: (day) => `Aucun e-mail pendant 30 jours, jusqu’au ${day}`,
  paused: (day) => `Aucun e-mail jusqu’au ${day}`,
  save: "Enregistrer",
  saved: "C’est enregistré, dès maintenant.",
  leaveTitle: "Aucun e-mail",
  leaveExplanation: (shop) => `${shop} ne vous écrira plus qu’au sujet de vos commandes.`,
  leave: "Se désabonner de tout",
  leftTitle: "Vous êtes désabonné(e)",
  leftExplanation: (shop, email) =>
    `${email} ne reçoit plus d’offres ni de rappels de ${shop}. Pour en recevoir à nouveau, inscrivez-vous dans la boutique.`,
  onward: "Aller à la boutique",
  notFound: "Ce lien ne fonctionne pas",
  notFoundExplanation:
    "Il a peut-être été coupé en chemin, ou l’e-mail correspondant n’existe plus. Ouvrez le dernier e-mail de la boutique et utilisez le lien en bas.",
};

const es: PreferencesTexts = {
  title: "Qué correos recibes",
  explanation: (shop, email) =>
    `Lo que ${shop} puede escribir a ${email}. Los correos sobre tus pedidos llegan siempre.`,
  topicsLegend: "Sobre qué",
  topics: {
    reminders: ["Recordatorios", "De lo que dejaste en el carrito o estuviste mirando"],
    products: ["Productos", "De nuevo disponible, más barato, hora de reponer"],
    orders: ["Tus compras", "Consejos para usar lo que compraste, y qué te pareció"],
    news: ["Novedades y ofertas", "Novedades, ofertas y tu cumpleaños"],
  },
  oftenLegend: "Con qué frecuencia",
  asShop: (shop) => `Tan a menudo como escriba ${shop}`,
  weekly: "Como mucho un correo por semana",
  pauseLegend: "Tomarse un descanso",
  pause: (day) => `Ningún correo durante 30 días, hasta el ${day}`,
  paused: (day) => `Ningún correo hasta el ${day}`,
  save: "Guardar",
  saved: "Guardado. Vale desde ahora.",
  leaveTitle: "Ningún correo",
  leaveExplanation: (shop) => `${shop} solo te escribirá sobre tus pedidos.`,
  leave: "Darme de baja de todo",
  leftTitle: "Te has dado de baja",
  leftExplanation: (shop, email) =>
    `${email} ya no recibe ofertas ni recordatorios de ${shop}. Para volver a recibirlos, suscríbete en la tienda.`,
  onward: "Ir a la tienda",
  notFound: "Este enlace no funciona",
  notFoundExplanation:
    "Puede que se haya cortado por el camino o que el correo ya no exista. Abre el correo más reciente de la tienda y usa el enlace del final.",
};

const ja: PreferencesTexts = {
  title: "受け取るメールの設定",
  explanation: (shop, email) => `${shop}から ${email} に届くメールを選べます。ご注文に関するメールは必ず届きます。`,
  topicsLegend: "内容",
  topics: {
    reminders: ["リマインダー", "カートに残した商品や、ご覧になった商品のお知らせ"],
    products: ["商品", "再入荷、値下げ、そろそろ買い足しの時期のお知らせ"],
    orders: ["お買い上げの商品", "使い方のヒントや、ご感想のお願い"],
    news: ["新着とお得な情報", "新商品、セール、お誕生日のご案内"],
  },
  oftenLegend: "頻度",
  asShop: (shop) => `${shop}からの配信どおり`,
  weekly: "週に1通まで",
  pauseLegend: "一時停止",
  pause: (day) => `30日間メールを停止する（${day}まで）`,
  paused: (day) => `${day}までメールを停止する`,
  save: "保存する",
  saved: "保存しました。すぐに反映されます。",
  leaveTitle: "すべてのメールを停止",
  leaveExplanation: (shop) => `${shop}からは、ご注文に関するメールだけが届きます。`,
  leave: "すべて配信停止する",
  leftTitle: "配信を停止しました",
  leftExplanation: (shop, email) =>
    `${email} 宛ての${shop}からのご案内やリマインダーは今後届きません。再び受け取るには、ショップでご登録ください。`,
  onward: "ショップへ行く",
  notFound: "このリンクは使えません",
  notFoundExplanation:
    "リンクが途中で切れているか、元のメールがすでに存在しない可能性があります。ショップからの最新のメールを開き、末尾のリンクをお使いください。",
};

const languages: Languages<PreferencesTexts> = { en, de, fr, es, ja };

/** The texts for a reader's locale (BCP 47), English where there are none, and the language they are in. */
export const preferencesTexts = (locale: string) => textsIn(languages, locale);
