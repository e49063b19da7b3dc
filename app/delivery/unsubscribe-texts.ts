import { type Languages, textsIn } from "./texts-in";

/** What the unsubscribe page says, in one language. `shop` is the shop's name. */
export interface UnsubscribeTexts {
  readonly question: (shop: string) => string;
  readonly explanation: (shop: string, email: string) => string;
  readonly button: string;
  /** Leads to the preference page. */
  readonly fewer: string;
  readonly done: string;
  readonly doneExplanation: (shop: string, email: string) => string;
  readonly notFound: string;
  readonly notFoundExplanation: string;
}

const en: UnsubscribeTexts = {
  question: (shop) => `Stop emails from ${shop}?`,
  explanation: (shop, email) =>
    `${email} will get no more offers and reminders from ${shop}. Emails about orders you place still come.`,
  button: "Unsubscribe",
  fewer: "Or choose which emails you get, and how often",
  done: "You are unsubscribed",
  doneExplanation: (shop, email) => `${email} gets no more offers and reminders from ${shop}. Nothing else to do.`,
  notFound: "This link does not work",
  notFoundExplanation:
    "It may have been cut off on its way, or the email that it came with is gone. Open the newest email from the shop and use the link at its foot, or answer that email and ask to be taken off the list.",
};

const de: UnsubscribeTexts = {
  question: (shop) => `Keine E-Mails mehr von ${shop}?`,
  explanation: (shop, email) =>
    `An ${email} gehen dann keine Angebote und Erinnerungen von ${shop} mehr. E-Mails zu Ihren Bestellungen kommen weiterhin.`,
  button: "Abmelden",
  fewer: "Oder wählen Sie, welche E-Mails Sie bekommen und wie oft",
  done: "Sie sind abgemeldet",
  doneExplanation: (shop, email) =>
    `An ${email} gehen keine Angebote und Erinnerungen von ${shop} mehr. Sie müssen nichts weiter tun.`,
  notFound: "Dieser Link funktioniert nicht",
  notFoundExplanation:
    "Vielleicht wurde er unterwegs gekürzt, oder die E-Mail dazu gibt es nicht mehr. Öffnen Sie die neueste E-Mail des Shops und nutzen Sie den Link am Ende, oder antworten Sie darauf und bitten Sie um Abmeldung.",
};

const fr: UnsubscribeTexts = {
  question: (shop) => `Ne plus recevoir d’e-mails de ${shop} ?`,
  explanation: (shop, email) =>
    `${email} ne recevra plus d’offres ni de rappels de ${shop}. Les e-mails liés à vos commandes continueront d’arriver.`,
  button: "Se désabonner",
  fewer: "Ou choisissez quels e-mails recevoir, et à quelle fréquence",
  done: "Vous êtes désabonné(e)",
  doneExplanation: (shop, email) =>
    `${email} ne reçoit plus d’offres ni de rappels de ${shop}. Vous n’avez rien d’autre à faire.`,
  notFound: "Ce lien ne fonctionne pas",
  notFoundExplanation:
    "Il a peut-être été coupé en chemin, ou l’e-mail correspondant n’existe plus. Ouvrez le dernier e-mail de la boutique et utilisez le lien en bas, ou répondez-y pour demander à être retiré de la liste.",
};

const es: UnsubscribeTexts = {
  question: (shop) => `¿No quieres más correos de ${shop}?`,
  explanation: (shop, email) =>
    `${email} dejará de recibir ofertas y recordatorios de ${shop}. Los correos sobre tus pedidos seguirán llegando.`,
  button: "Darme de baja",
  fewer: "O elige qué correos recibir y con qué frecuencia",
  done: "Te has dado de baja",
  doneExplanation: (shop, email) =>
    `${email} ya no recibe ofertas ni recordatorios de ${shop}. No hay que hacer nada más.`,
  notFound: "Este enlace no funciona",
  notFoundExplanation:
    "Puede que se haya cortado por el camino o que el correo ya no exista. Abre el correo más reciente de la tienda y usa el enlace del final, o respóndelo y pide que te quiten de la lista.",
};

const ja: UnsubscribeTexts = {
  question: (shop) => `${shop}からのメールを停止しますか？`,
  explanation: (shop, email) =>
    `${email} 宛ての${shop}からのご案内やリマインダーは届かなくなります。ご注文に関するメールは引き続き届きます。`,
  button: "配信を停止する",
  fewer: "または、受け取るメールの種類と頻度を選ぶ",
  done: "配信を停止しました",
  doneExplanation: (shop, email) =>
    `${email} 宛ての${shop}からのご案内やリマインダーは今後届きません。ほかに必要な操作はありません。`,
  notFound: "このリンクは使えません",
  notFoundExplanation:
    "リンクが途中で切れているか、元のメールがすでに存在しない可能性があります。ショップからの最新のメールを開いて末尾のリンクを使うか、そのメールに返信して配信停止をお申し付けください。",
};

const languages: Languages<UnsubscribeTexts> = { en, de, fr, es, ja };

/** The texts for a reader's locale (BCP 47), English where there are none, and the language they are in. */
export const unsubscribeTexts = (locale: string) => textsIn(languages, locale);
