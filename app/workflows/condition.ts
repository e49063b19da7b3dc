import { z } from "zod";
import { stages } from "~/contacts/lifecycle";
import { fieldTest } from "./field-test";

const stepName = z.string().max(40);

const simple = z.discriminatedUnion("is", [
  z.strictObject({ is: z.literal("subscribed") }),
  z.strictObject({ is: z.literal("reachable") }),
  /** Of checkouts and orders: shoppers of the online store, not of a till, a subscription or a company's account. */
  z.strictObject({ is: z.literal("online") }),
  z.strictObject({ is: z.literal("something-in-it") }),
  z.strictObject({ is: z.literal("not-ordered-since"), since: z.literal("trigger") }),
  z.strictObject({
    is: z.literal("orders-count"),
    op: z.enum(["exactly", "at-least", "at-most"]),
    count: z.number().int().min(0),
  }),
  z.strictObject({ is: z.literal("in-segment"), segmentId: z.uuid() }),
  z.strictObject({ is: z.literal("stage"), of: z.array(z.enum(stages)).min(1) }),
  z.strictObject({
    is: z.literal("profile"),
    field: z.enum(["country", "region", "city", "locale"]),
    of: z.array(z.string().max(100)).min(1).max(300),
  }),
  /** A field of the event that started it. */
  z.strictObject({ is: z.literal("field"), ...fieldTest.shape }),
  /** Some product that the run is about has this type, tag or collection, or is this product. */
  z.strictObject({
    is: z.literal("about-product"),
    by: z.enum(["type", "tag", "collection", "product"]),
    of: z.array(z.string().max(255)).min(1).max(100),
  }),
  z.strictObject({ is: z.literal("clicked"), step: stepName }),
  z.strictObject({ is: z.literal("opened"), step: stepName }),
  z.strictObject({ is: z.literal("answered"), step: stepName, answer: stepName }),
  /** The event that a wait-for step waited for has come. */
  z.strictObject({ is: z.literal("happened"), step: stepName }),
]);

/** A question about a contact and a run that is answered by facts: see conditions.ts for what each reads. */
export const condition = z.union([simple, z.strictObject({ is: z.literal("not"), of: simple })]);

export type SimpleCondition = z.infer<typeof simple>;
export type Condition = z.infer<typeof condition>;
