import { z } from "zod";
import { usageTopics } from "~/content/usage-topic";

/**
 * What one mail is rendered from: stored with the message instead of its HTML. Every text here is
 * untrusted (a product's title, a person's name) and is escaped by the renderer; every url has been
 * checked to be http(s) by whoever built it.
 */
const mailLine = z.object({
  /** Of a line with a page. */
  productId: z.string().nullish(),
  title: z.string(),
  variantTitle: z.string().nullable(),
  quantity: z.number().int(),
  /** Of the whole line, so that the column adds up to the total. */
  price: z.string(),
  imageUrl: z.string().nullable(),
  /** The product's page; null where there is none, or where the line leads back to its cart. */
  url: z.string().nullable().default(null),
});

const mailProduct = z.object({
  /** What a mail showed is not shown again for a week. Absent in samples, and in rows of the time when it was not kept. */
  productId: z.string().optional(),
  title: z.string(),
  url: z.string(),
  imageUrl: z.string().nullable(),
  imageAlt: z.string(),
  price: z.string(),
  /** The struck-through price, when the product is reduced. */
  compareAtPrice: z.string().nullable(),
  /** "Often bought with your Linen Shirt"; empty for a product that the mail is about. */
  reason: z.string(),
});

const lines = z.array(mailLine).readonly();
/** With its currency, in the reader's format. */
const total = z.string();

const inputs = z.object({
  /** BCP 47: the language and number format of this mail. */
  locale: z.string(),
  contact: z.object({ firstName: z.string().nullable() }),
  /** They asked for this one mail. */
  isRequested: z.boolean().default(false),
  /** A checkout or a cart, and the way back to it. */
  items: z.object({ url: z.string(), lines, total }).nullable().default(null),
  order: z.object({ name: z.string(), lines, total }).nullable().default(null),
  /** What the mail is about: looked at, back in stock, cheaper, used up. */
  products: z.array(mailProduct).readonly().default([]),
  /** What to tell of the use of what was ordered. */
  usage: z.array(z.enum(usageTopics).catch("general")).readonly().default([]),
  /** A picture of what they like; null where nothing is known. */
  hero: z.object({ imageUrl: z.string(), imageAlt: z.string(), url: z.string() }).nullable().default(null),
  incentive: z.object({ code: z.string(), offer: z.string() }).nullable().default(null),
  /** When the offer really ends, by their own clock: "Friday, 27 November at 18:00"; null where it has no end. */
  deadline: z.string().nullable().default(null),
  /** Of a question: each with its own signed link. */
  answers: z
    .array(z.object({ name: z.string(), label: z.string(), url: z.string() }))
    .readonly()
    .default([]),
  recommendations: z.array(mailProduct).readonly(),
  /** The ids of the custom messages that they see. */
  messages: z.array(z.string()).readonly().default([]),
  /** Of the merchant's settings for the template: what it said then. 0 is the template as it ships. */
  templateVersion: z.int().min(0).default(0),
  unsubscribeUrl: z.string(),
  /** Where its reader chooses which mails they get. */
  preferencesUrl: z.string().optional(),
  /** The link to the shop, where it is not the shop's own address. */
  shopUrl: z.string().optional(),
  /** A link that no reader sees: whatever follows it is a machine. */
  trapUrl: z.string().optional(),
});

/** Rows of the time when there were no mails but a checkout's. */
const former = z.looseObject({ checkout: z.looseObject({ recoveryUrl: z.string() }) });

/** Reads inputs back from a message's row; throws a ZodError when they are not ours. */
export const renderInputs = z.preprocess((stored) => {
  const { success, data } = former.safeParse(stored);
  return success ? { ...data, items: { ...data.checkout, url: data.checkout.recoveryUrl } } : stored;
}, inputs);

export type RenderInputs = Readonly<z.output<typeof inputs>>;
export type MailLine = Readonly<z.output<typeof mailLine>>;
export type MailProduct = Readonly<z.output<typeof mailProduct>>;
export type MailAnswer = RenderInputs["answers"][number];
