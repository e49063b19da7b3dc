import type { CompiledTemplate } from "~/content/compile";
import { inputsOf, LINES, type MailWords, PRODUCTS } from "./mail-words";

/** A text cut where its words go: plain pieces, and numbers of words. */
type Cut = readonly (string | number)[];

/** A mail cut open: the physical limit of rendering is putting it together again. */
export interface MailCut {
  readonly html: Cut;
  readonly text: Cut;
}

/** Cuts one of our mails: it is rendered with a mark for each word, and cut at the marks. */
export function cutMail(template: CompiledTemplate): MailCut {
  const { html, text } = template.render(inputsOf(marks));
  return { html: cutAtMarks(html), text: cutAtMarks(text) };
}

/** The mail with these words in it, escaped in the HTML: byte for byte what our renderer makes of them. */
export function concatenate(cut: MailCut, words: readonly string[]): { html: string; text: string } {
  let html = "";
  for (const piece of cut.html) html += typeof piece === "string" ? piece : escaped(words[piece] ?? "");
  let text = "";
  for (const piece of cut.text) text += typeof piece === "string" ? piece : (words[piece] ?? "");
  return { html, text };
}

const MARK = /https:\/\/mark(\d\d)\.example\/|mark(\d\d)x/g;
let marked = 0;
const word = () => `mark${String(marked++).padStart(2, "0")}x`;
const url = () => `https://mark${String(marked++).padStart(2, "0")}.example/`;

// In the order of `mailWords`, which numbers them.
const marks: MailWords = {
  firstName: word(),
  recoveryUrl: url(),
  total: word(),
  unsubscribeUrl: url(),
  lines: Array.from({ length: LINES }, () => ({ title: word(), variantTitle: word(), price: word(), imageUrl: url() })),
  products: Array.from({ length: PRODUCTS }, () => ({
    title: word(),
    url: url(),
    imageUrl: url(),
    imageAlt: word(),
    price: word(),
    compareAtPrice: word(),
    reason: word(),
  })),
};

function cutAtMarks(text: string): Cut {
  const pieces: (string | number)[] = [];
  let end = 0;
  for (const { 0: mark, 1: ofUrl, 2: ofWord, index } of text.matchAll(MARK)) {
    pieces.push(text.slice(end, index), Number(ofUrl ?? ofWord));
    end = index + mark.length;
  }
  return [...pieces, text.slice(end)];
}

const ENTITIES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&#34;",
  "'": "&#39;",
};

function escaped(text: string): string {
  return /[&<>"']/.test(text) ? text.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? character) : text;
}
