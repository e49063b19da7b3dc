import { z } from "zod";

/**
 * What one mail is rendered from: stored with the message instead of its HTML. Every text here is
 * untrusted (a product's title, a person's name) and is escaped by the renderer; every url has been
 * checked to be http(s) by whoever built it.
 */
const mailLine = z.object({
  title: z.string(),
  variantTitle: z.string().nullable(),
  quantity: z.number().int(),
  /** Of the whole line, so that the column adds up to the total. */
  price: z.string(),
  imageUrl: z.string().nullable(),
});

const mailProduct = z.object({
  title: z.string(),
  url: z.string(),
  imageUrl: z.string(),
  imageAlt: z.string(),
  price: z.string(),
  /** The struck-through price, when the product is reduced. */
  compareAtPrice: z.string().nullable(),
  /** "Often bought with your Linen Shirt". */
  reason: z.string(),
});

/** Reads inputs back from a message's row; throws a ZodError when they are not ours. */
export const renderInputs = z.object({
  /** BCP 47: the language and number format of this mail. */
  locale: z.string(),
  contact: z.object({ firstName: z.string().nullable() }),
  checkout: z.object({
    recoveryUrl: z.string(),
    lines: z.array(mailLine).readonly(),
    /** With its currency, in the reader's format. */
    total: z.string(),
  }),
  recommendations: z.array(mailProduct).readonly(),
  unsubscribeUrl: z.string(),
});

export type RenderInputs = Readonly<z.infer<typeof renderInputs>>;
export type MailLine = Readonly<z.infer<typeof mailLine>>;
export type MailProduct = Readonly<z.infer<typeof mailProduct>>;
