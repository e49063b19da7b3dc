import { z } from "zod";
import { languages } from "~/content/language";

export const MOST_MESSAGES = 6;

/** How often somebody has ordered, when the mail is made. */
export const buyers = ["any", "never", "once", "again"] as const;
export type Buyers = (typeof buyers)[number];

/** Whom a message is for: all that is said must hold; of a list, one is enough, and an empty one says nothing. */
const audience = z
  .strictObject({
    /** Lifecycle stages, by their names. */
    stages: z.array(z.string().regex(/^[a-z-]{1,20}$/)).max(20),
    segmentIds: z.array(z.uuid()).max(10, "At most 10 segments."),
    /** "DE" for a country, "CA-BE" for a region of it. */
    places: z
      .array(z.string().regex(/^[A-Z]{2}(-[A-Z0-9]{1,3})?$/, "A country is two capital letters, as in CH or CA-BE."))
      .max(60, "At most 60 places."),
    orders: z.enum(buyers),
  })
  .refine(
    ({ stages, segmentIds, places, orders }) =>
      stages.length + segmentIds.length + places.length > 0 || orders !== "any",
    "Say whom it is for. What everybody should read belongs in the text above.",
  );

/** A paragraph that only some recipients see, in the languages in which it is written. */
export const customMessage = z.strictObject({
  /** Stays the same from version to version. */
  id: z.string().regex(/^[a-z0-9]{1,12}$/),
  for: audience,
  texts: z
    .partialRecord(z.enum(languages), z.string())
    .refine((texts) => Object.keys(texts).length > 0, "Write something."),
});

export type CustomMessage = Readonly<z.infer<typeof customMessage>>;
export type MessageAudience = CustomMessage["for"];

/** What decides which messages somebody sees. */
export interface Recipient {
  readonly stage: string;
  readonly segmentIds: readonly string[];
  /** ISO 3166-1, and the part of ISO 3166-2 that comes after it. */
  readonly country: string | null;
  readonly region: string | null;
  /** Orders that were not cancelled. */
  readonly ordersCount: number;
}

/** The ids of the messages that somebody sees, in their order. */
export function messagesFor(messages: readonly CustomMessage[], recipient: Recipient): string[] {
  return messages.filter((message) => isFor(message.for, recipient)).map(({ id }) => id);
}

function isFor({ stages, segmentIds, places, orders }: MessageAudience, recipient: Recipient): boolean {
  const { country, region } = recipient;
  const here = country === null ? [] : [country, ...(region === null ? [] : [`${country}-${region}`])];
  return (
    hasOne(stages, [recipient.stage]) &&
    hasOne(segmentIds, recipient.segmentIds) &&
    hasOne(places, here) &&
    (orders === "any" || orders === buyerKind(recipient.ordersCount))
  );
}

const hasOne = (wanted: readonly string[], have: readonly string[]): boolean =>
  wanted.length === 0 || wanted.some((one) => have.includes(one));

function buyerKind(ordersCount: number): Buyers {
  if (ordersCount === 0) return "never";
  return ordersCount === 1 ? "once" : "again";
}

/** The messages that are written in a language (BCP 47). */
export function messagesIn(
  messages: readonly CustomMessage[],
  language: string,
): { readonly id: string; readonly text: string }[] {
  return messages.flatMap(({ id, texts }) => {
    const text = new Map(Object.entries(texts)).get(language);
    return text === undefined ? [] : [{ id, text }];
  });
}
