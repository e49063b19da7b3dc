import { z } from "zod";
import type { Delivery } from "./delivery";
import { parseJson } from "./parse-json";

/** A click that SendGrid's own tracking saw, of whoever it was. */
export interface SendgridClick {
  readonly sgEventId: string;
  readonly messageId: string;
  readonly url: string;
  readonly agent: string;
  readonly at: Date;
}

const clickEvent = z.object({
  event: z.literal("click"),
  message_id: z.uuid(),
  url: z.string(),
  useragent: z.string().catch(""),
});

/** The click that a delivery tells of; null for any other. Throws SyntaxError for what is not JSON. */
export function readSendgridClick({ topic, payload, deliveryId, triggeredAt }: Delivery): SendgridClick | null {
  if (topic !== "sendgrid/event") return null;
  const { data } = clickEvent.safeParse(parseJson(payload));
  if (!data) return null;
  const { message_id: messageId, url, useragent: agent } = data;
  return { sgEventId: deliveryId, messageId, url, agent, at: triggeredAt };
}
