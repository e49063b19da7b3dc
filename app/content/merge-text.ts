import { oneLine } from "~/content/safe-text";

/** What a merchant may write between `{{` and `}}`; it stands for what is known of one recipient. */
export const mergeTags = ["first_name", "product", "order", "shop", "sender"] as const;
export type MergeTag = (typeof mergeTags)[number];

/** A text cut into plain pieces and merge tags, in order. */
export type MergeText = readonly (string | { readonly tag: MergeTag })[];

export type ParsedText =
  | { readonly ok: true; readonly text: MergeText }
  | { readonly ok: false; readonly reason: string };

/** What a text is called in a reason, and what it may be. */
export interface TextRule {
  /** "The subject". */
  readonly what: string;
  /** Characters, its tags counted as they are written. */
  readonly longest: number;
  /** Only these can be filled in; all when absent. */
  readonly tags?: readonly MergeTag[];
}

/** So many stand for more text than a line can be: a product's title is up to 60 characters. */
const MOST_TAGS = 5;
// They mean nothing to anybody else; here they stand for what is filled in.
const PRIVATE = /\p{Co}/u;
const TAG = /\{\{([^{}]*)\}\}/g;

/**
 * Reads one line as a merchant wrote it. It's no Liquid: the white-listed merge tags are all there is, and
 * anything else in braces is refused with a reason that can be shown beside the field.
 */
export function parseMergeText(written: string, { what, longest, tags = mergeTags }: TextRule): ParsedText {
  const line = written.trim();
  if (line === "") return refused(`${what} is empty.`);
  if (line.length > longest) {
    return refused(`${what} has ${line.length} characters; at most ${longest} are possible.`);
  }
  if (oneLine(line) !== line || PRIVATE.test(line)) {
    return refused(`${what} must be one line without control characters.`);
  }

  const text: (string | { tag: MergeTag })[] = [];
  let end = 0;
  for (const match of line.matchAll(TAG)) {
    const tag = tags.find((one) => one === (match[1] ?? "").trim());
    if (!tag) return refused(`${match[0]} is not known here. What can be filled in: ${listOf(tags)}.`);
    text.push(line.slice(end, match.index), { tag });
    end = match.index + match[0].length;
  }
  text.push(line.slice(end));
  if (text.length > 2 * MOST_TAGS + 1) return refused(`${what} has more than ${MOST_TAGS} places to fill in.`);

  const plain = text.filter((part) => typeof part === "string").join(" ");
  if (/\{[{%]|[}%]\}/.test(plain)) return refused(`Braces are only for what is filled in: ${listOf(tags)}.`);
  return { ok: true, text: text.filter((part) => part !== "") };
}

/** A tag as it is written: `{{ first_name }}`. */
export const written = (tag: MergeTag): string => `{{ ${tag} }}`;

const listOf = (tags: readonly MergeTag[]): string => new Intl.ListFormat("en-GB").format(tags.map(written));

function refused(reason: string): ParsedText {
  return { ok: false, reason };
}
