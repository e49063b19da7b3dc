import { z } from "zod";
import type { Delivery } from "./delivery";
import type { Event } from "./event";
import { frame, nobody } from "./frame";

const appNote = z.strictObject({
  contactId: z.uuid(),
  /** Business time. */
  at: z.iso.datetime(),
  workflowId: z.string(),
  step: z.string(),
  what: z.discriminatedUnion("is", [
    z.strictObject({
      is: z.literal("field"),
      field: z.string(),
      to: z.union([z.string(), z.number(), z.boolean(), z.null()]),
    }),
    z.strictObject({ is: z.literal("tag"), tag: z.string(), on: z.boolean() }),
  ]),
});

/** What a workflow's step wrote of a contact: our own word, put in the inbox by app/worker/effects/. */
export type AppNote = z.infer<typeof appNote>;

/** app/noted: a field stands in the profile; a tag is told as Shopify tells of its own. */
export function noteEvents(delivery: Delivery, json: unknown): Event[] {
  const { contactId, at, workflowId, step, what } = appNote.parse(json);
  const base = { ...frame(delivery, new Date(at)), identity: { ...nobody, contactId } };
  if (what.is === "field") {
    const profile = { custom: { [what.field]: what.to } };
    return [{ ...base, name: "contact.noted", profile, data: { workflowId, step } }];
  }
  const changed = what.on ? { added: [what.tag], removed: [] } : { added: [], removed: [what.tag] };
  return [{ ...base, name: "customer.tagged", profile: {}, data: changed }];
}
