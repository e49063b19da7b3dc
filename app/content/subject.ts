import { type MergeTag, type MergeText, parseMergeText } from "~/content/merge-text";
import type { Phrases } from "~/content/phrases";
import { greetingName, oneLine, shortened } from "~/content/safe-text";

/** A subject cut into plain text and merge tags, in order. */
export type Subject = MergeText;

export type ParsedSubject =
  | { readonly ok: true; readonly subject: Subject }
  | { readonly ok: false; readonly reason: string };

export interface SubjectValues {
  readonly firstName: string | null;
  readonly product: string | null;
  /** What the merchant calls it: "#1042". */
  readonly order: string | null;
  readonly shop: string;
  /** Who signs. */
  readonly sender: string;
}

/** Inboxes show some 40 to 70 characters; past 150 it's a mistake, not a subject. */
export const LONGEST_SUBJECT = 150;
const LONGEST_PRODUCT = 60;

/** Reads a subject as a merchant wrote it: see parseMergeText. */
export function parseSubject(text: string): ParsedSubject {
  const parsed = parseMergeText(text, { what: "The subject", longest: LONGEST_SUBJECT });
  return parsed.ok ? { ok: true, subject: parsed.text } : parsed;
}

/**
 * The subject for one recipient: one line, long product titles cut. Where the first name is missing, what leads up to
 * it goes too: "Maya, look" becomes "Look", "Good morning, Maya!" becomes "Good morning!"
 */
export function fillSubject(subject: Subject, values: SubjectValues, phrases: FallbackPhrases): string {
  const firstName = greetingName(values.firstName);
  const filled: Record<MergeTag, string> = {
    first_name: firstName ?? NO_NAME,
    ...abouts(values, phrases),
    shop: oneLine(values.shop),
    sender: oneLine(values.sender),
  };
  const text = subject.map((part) => (typeof part === "string" ? part : filled[part.tag])).join("");
  return oneLine(firstName === null ? withoutName(text) : text) || filled.shop;
}

type FallbackPhrases = Pick<Phrases, "somethingLiked" | "yourOrder">;

/** What a mail is about, in a few words, and in the language's own where nothing is known. */
export function abouts(
  { product, order }: Pick<SubjectValues, "product" | "order">,
  { somethingLiked, yourOrder }: FallbackPhrases,
): { readonly product: string; readonly order: string } {
  return {
    product: shortened(oneLine(product ?? "") || somethingLiked, LONGEST_PRODUCT),
    order: oneLine(order ?? "") || yourOrder,
  };
}

// A private character, which no text that was cleaned holds.
export const NO_NAME = "\ue000";
const LEADING = new RegExp(`^${NO_NAME}[\\s,:、，]*(\\p{L}?)`, "u");
const WITHIN = new RegExp(`[\\s,、，]*${NO_NAME}`, "gu");

/** A text without the place of a name that is not known, and without what leads up to it. */
export function withoutName(text: string): string {
  return text.replace(LEADING, (_all, first: string) => first.toUpperCase()).replace(WITHIN, "");
}
