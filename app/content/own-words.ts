import { type MergeTag, type MergeText, parseMergeText } from "~/content/merge-text";
import type { OwnTexts } from "~/content/settings";
import { NO_NAME, withoutName } from "~/content/subject";
import type { MailTexts } from "~/content/template";

/** Of which part of a mail a text becomes a piece. */
export type Part = "html" | "text";

/** Where a recipient's values stand in a mail's view: see mail-view.ts. */
const liquidOfTag: Readonly<Record<MergeTag, string>> = {
  first_name: "{{ name }}",
  product: "{{ about.product }}",
  order: "{{ about.order }}",
  shop: "{{ shop.name }}",
  sender: "{{ shop.senderLine }}",
};

/** A mail's texts with the merchant's own in their places, as Liquid for its HTML or its text part. */
export function withOwnWords(texts: MailTexts, own: OwnTexts | undefined, part: Part): MailTexts {
  if (!own) return texts;
  // Their tags are filled in apart from the mail's source: see subject.ts.
  const { subject = texts.subject, preheader = texts.preheader, paragraphs, points, ...lines } = own;
  const ownLines = Object.entries(lines).flatMap(([field, line]) =>
    line === undefined ? [] : [[field, ownLiquid(line, part)]],
  );
  return {
    ...texts,
    ...Object.fromEntries(ownLines),
    ...(paragraphs && { paragraphs: paragraphs.map((paragraph) => ownLiquid(paragraph, part)) }),
    ...(points && {
      points: points.map(({ title, text }) => ({ title: ownLiquid(title, part), text: ownLiquid(text, part) })),
    }),
    subject,
    preheader,
  };
}

/** The Liquid of a text as a merchant wrote it, harmless in the part. Throws on a text that parseMergeText refuses. */
export function ownLiquid(written: string, part: Part): string {
  const parsed = parseMergeText(written, { what: "The text", longest: Number.POSITIVE_INFINITY });
  if (!parsed.ok) throw new Error(`The text "${written}" can't be used: ${parsed.reason}`);
  const liquid = liquidOf(parsed.text, part);
  const namesThem = parsed.text.some((piece) => typeof piece !== "string" && piece.tag === "first_name");
  if (!namesThem) return liquid;
  const without = liquidOf(nameless(parsed.text), part).trim() || liquidOfTag.shop;
  return `{% if name %}${liquid}{% else %}${without}{% endif %}`;
}

function liquidOf(text: MergeText, part: Part): string {
  return text.map((piece) => (typeof piece === "string" ? harmless(piece, part) : liquidOfTag[piece.tag])).join("");
}

const ENTITIES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

/** Text that neither HTML nor Liquid takes for more than text. A brace could begin a tag together with its neighbour. */
function harmless(text: string, part: Part): string {
  const escaped = part === "html" ? text.replace(/[&<>"']/g, (sign) => ENTITIES[sign] ?? sign) : text;
  return escaped.replace(/[{}]/g, (brace) => `{{ "${brace}" }}`);
}

// Private characters, one a tag, beside the one that stands for a missing name.
const standIns: readonly (readonly [sign: string, tag: MergeTag])[] = [
  ["\ue001", "product"],
  ["\ue002", "order"],
  ["\ue003", "shop"],
  ["\ue004", "sender"],
];
const STAND_INS = /([\ue001-\ue004])/u;

/** The text as somebody reads it whose name is not known. */
function nameless(text: MergeText): MergeText {
  const written = text.map((piece) => {
    if (typeof piece === "string") return piece;
    return standIns.find(([, tag]) => tag === piece.tag)?.[0] ?? NO_NAME;
  });
  return withoutName(written.join(""))
    .split(STAND_INS)
    .map((piece) => {
      const tag = standIns.find(([sign]) => sign === piece)?.[1];
      return tag ? { tag } : piece;
    });
}
