import { greetingName, oneLine, shortened } from "~/content/safe-text";

/** What a merchant may write between `{{` and `}}` in a subject. */
export const mergeTags = ["first_name", "product", "order", "shop"] as const;
export type MergeTag = (typeof mergeTags)[number];

/** A subject cut into plain text and merge tags, in order. */
export type Subject = readonly (string | { readonly tag: MergeTag })[];

export type ParsedSubject =
  | { readonly ok: true; readonly subject: Subject }
  | { readonly ok: false; readonly reason: string };

export interface SubjectValues {
  readonly firstName: string | null;
  readonly product: string | null;
  /** What the merchant calls it: "#1042". */
  readonly order: string | null;
  readonly shop: string;
}

/** Inboxes show some 40 to 70 characters; past 150 it's a mistake, not a subject. */
export const LONGEST_SUBJECT = 150;
const LONGEST_PRODUCT = 60;
const TAG = /\{\{([^{}]*)\}\}/g;
const KNOWN_TAGS = "{{ first_name }}, {{ product }}, {{ order }} and {{ shop }}";

/**
 * Reads a subject as a merchant wrote it. It's no Liquid: the white-listed merge tags are all there is,
 * and anything else in braces is refused with a reason that can be shown beside the field.
 */
export function parseSubject(text: string): ParsedSubject {
  const written = text.trim();
  if (written === "") return refused("The subject is empty.");
  if (written.length > LONGEST_SUBJECT) {
    return refused(`The subject has ${written.length} characters; at most ${LONGEST_SUBJECT} are possible.`);
  }
  if (oneLine(written) !== written) return refused("The subject must be one line without control characters.");

  const subject: (string | { tag: MergeTag })[] = [];
  let end = 0;
  for (const match of written.matchAll(TAG)) {
    const name = (match[1] ?? "").trim();
    if (!isMergeTag(name)) return refused(`${match[0]} is not known here. What can be filled in: ${KNOWN_TAGS}.`);
    subject.push(written.slice(end, match.index), { tag: name });
    end = match.index + match[0].length;
  }
  subject.push(written.slice(end));

  const plain = subject.filter((part) => typeof part === "string").join(" ");
  if (/\{[{%]|[}%]\}/.test(plain)) {
    return refused(`Braces are only for what is filled in: ${KNOWN_TAGS}.`);
  }
  return { ok: true, subject: subject.filter((part) => part !== "") };
}

/** The subject for one recipient: one line, "there" for a missing first name, long product titles cut. */
export function fillSubject(subject: Subject, values: SubjectValues): string {
  const filled: Record<MergeTag, string> = {
    first_name: greetingName(values.firstName) ?? "there",
    product: shortened(oneLine(values.product ?? "") || "what you liked", LONGEST_PRODUCT),
    order: oneLine(values.order ?? "") || "your order",
    shop: oneLine(values.shop),
  };
  return oneLine(subject.map((part) => (typeof part === "string" ? part : filled[part.tag])).join(""));
}

function isMergeTag(name: string): name is MergeTag {
  return mergeTags.some((tag) => tag === name);
}

function refused(reason: string): ParsedSubject {
  return { ok: false, reason };
}
