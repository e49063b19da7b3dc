import { type Languages, textsIn } from "./texts-in";

/** What the page behind an answer in a mail says, in one language. `shop` is the shop's name. */
export interface AnswerTexts {
  readonly question: (shop: string) => string;
  readonly choose: string;
  readonly button: string;
  readonly done: string;
  readonly doneExplanation: (shop: string, answer: string) => string;
  readonly onward: string;
  readonly notFound: string;
  readonly notFoundExplanation: string;
}

const en: AnswerTexts = {
  question: (shop) => `Your answer to ${shop}`,
  choose: "Is this right?",
  button: "Send my answer",
  done: "Thank you",
  doneExplanation: (shop, answer) => `${shop} has your answer: “${answer}”.`,
  onward: "Go to the shop",
  notFound: "This link does not work",
  notFoundExplanation:
    "It may have been cut off on its way, or the email that it came with is gone. Open the email again and tap your answer there.",
};

const de: AnswerTexts = {
  question: (shop) => `Ihre Antwort an ${shop}`,
  choose: "Stimmt das so?",
  button: "Antwort senden",
  done: "Danke",
  doneExplanation: (shop, answer) => `${shop} hat Ihre Antwort: „${answer}“.`,
  onward: "Zum Shop",
  notFound: "Dieser Link funktioniert nicht",
  notFoundExplanation:
    "Vielleicht wurde er unterwegs gekürzt, oder die E-Mail dazu gibt es nicht mehr. Öffnen Sie die E-Mail noch einmal und tippen Sie dort auf Ihre Antwort.",
};

const fr: AnswerTexts = {
  question: (shop) => `Votre réponse à ${shop}`,
  choose: "Est-ce bien cela ?",
  button: "Envoyer ma réponse",
  done: "Merci",
  doneExplanation: (shop, answer) => `${shop} a bien reçu votre réponse : « ${answer} ».`,
  onward: "Aller à la boutique",
  notFound: "Ce lien ne fonctionne pas",
  notFoundExplanation:
    "Il a peut-être été coupé en chemin, ou l’e-mail correspondant n’existe plus. Rouvrez l’e-mail et touchez-y votre réponse.",
};

const es: AnswerTexts = {
  question: (shop) => `Tu respuesta a ${shop}`,
  choose: "¿Es correcto?",
  button: "Enviar mi respuesta",
  done: "Gracias",
  doneExplanation: (shop, answer) => `${shop} tiene tu respuesta: «${answer}».`,
  onward: "Ir a la tienda",
  notFound: "Este enlace no funciona",
  notFoundExplanation:
    "Puede que se haya cortado por el camino o que el correo ya no exista. Abre el correo otra vez y toca allí tu respuesta.",
};

const ja: AnswerTexts = {
  question: (shop) => `${shop}への回答`,
  choose: "この内容でよろしいですか？",
  button: "回答を送る",
  done: "ありがとうございました",
  doneExplanation: (shop, answer) => `${shop}があなたの回答「${answer}」を受け取りました。`,
  onward: "ショップへ行く",
  notFound: "このリンクは使えません",
  notFoundExplanation:
    "リンクが途中で切れているか、元のメールがすでに存在しない可能性があります。メールをもう一度開いて、回答をタップしてください。",
};

const languages: Languages<AnswerTexts> = { en, de, fr, es, ja };

/** The texts for a reader's locale (BCP 47), English where there are none, and the language they are in. */
export const answerTexts = (locale: string) => textsIn(languages, locale);
