import { z } from "zod";
import { apiEvent } from "./api-event";
import type { Delivery } from "./delivery";
import type { Event } from "./event";
import { toldEvent } from "./own-events";

/** What a merchant filled in for the action, as extensions/flow-action names it. */
const payload = z.object({
  properties: z.object({
    customer_id: z.union([z.string(), z.number().transform(String)]),
    event: z.string(),
    details: z.string().nullish(),
  }),
});

/**
 * The event that Shopify Flow tells of a customer, with the same limits as one of the public API. Its details are lines
 * of "name: value", because a merchant writes them beside Flow's variables, where the quotes of JSON would break.
 */
export function flowEvents(delivery: Delivery, json: unknown): Event[] {
  const { customer_id, event, details } = payload.parse(json).properties;
  const properties = readDetails(details ?? "");
  return [toldEvent(delivery, apiEvent.parse({ event, contact: { customerId: customer_id }, properties }))];
}

/** Numbers and yes or no become what they are, so that rules can compare them; all else stays text. */
function readDetails(text: string): Record<string, string | number | boolean> {
  const lines = text.split(/\r?\n/).filter((line) => line.trim() !== "");
  return Object.fromEntries(
    lines.map((line) => {
      const colon = line.indexOf(":");
      if (colon < 1) throw new Error(`details: “${line.slice(0, 60)}” is not a name, a colon and a value`);
      return [line.slice(0, colon).trim(), plainValue(line.slice(colon + 1).trim())];
    }),
  );
}

function plainValue(text: string): string | number | boolean {
  if (text === "true" || text === "false") return text === "true";
  // Not an id with leading zeros, nor a number that would be rounded.
  return /^-?(0|[1-9]\d{0,14})(\.\d{1,6})?$/.test(text) ? Number(text) : text;
}
