import { z } from "zod";
import type { Delivery } from "./delivery";
import type { Event } from "./event";
import { frame, nobody } from "./frame";

const chosen = z.strictObject({
  contactId: z.uuid(),
  /** Business time. */
  at: z.iso.datetime(),
  topicsOff: z.array(z.string()),
  mostPerWeek: z.number().nullable(),
  pausedUntil: z.iso.datetime().nullable(),
});

/** preferences/changed: our preference page's word, put in the inbox by app/delivery/preferences.ts. */
export function preferencesEvents(delivery: Delivery, json: unknown): Event[] {
  const { contactId, at, ...data } = chosen.parse(json);
  const identity = { ...nobody, contactId };
  return [{ ...frame(delivery, new Date(at)), name: "preferences.changed", identity, profile: {}, data }];
}
