import { createHash } from "node:crypto";
import { validate as isUuid } from "uuid";
import { z } from "zod";
import { now } from "~/clock";
import { log } from "~/log.server";
import { type IncomingDelivery, ShopMoved, storeDeliveries } from "./inbox-writer";
import { parseJson } from "./parse-json";
import { knownSendgridKey, newerSendgridKey } from "./sendgrid-keys";
import { isSignedBySendgrid } from "./sendgrid-signature";
import { parseShopToken } from "./shop-token";
import type { FrontDoorAnswer, HeaderReader } from "./shopify-webhook";

/** The largest body that is taken. SendGrid closes a batch at 768 KB. */
export const MOST_SENDGRID_BYTES = 4 * 1024 * 1024;

/** Where SendGrid's webhook leads; a shop's token follows. */
export const SENDGRID_EVENTS_PATH = "/sendgrid/events/";

/**
 * How old a signed timestamp may be, in seconds of machine time. SendGrid tries for 24 hours and does not say whether a
 * retry is signed anew, so that none of them is turned away. Whoever replays a batch within the span changes nothing:
 * each event counts once by its id, which is kept for seven days.
 */
const OLDEST_SECONDS = 25 * 60 * 60;
/** Clocks differ. */
const MOST_AHEAD_SECONDS = 5 * 60;

/**
 * The front door for SendGrid's events: verify, store, answer. A batch is stored whole, in one transaction, one inbox
 * row an event: retries batch differently, and each event still counts once. 200 only after the commit.
 * The account may send other mails than ours, and tells of all: only what carries this shop's and a mail's id is kept.
 * Throws when the database does: the answer is then 500 and SendGrid tries again.
 */
export async function receiveSendgridEvents(
  token: string,
  header: HeaderReader,
  body: Buffer,
): Promise<FrontDoorAnswer> {
  const shopId = parseShopToken(token);
  if (shopId === null) return { status: 404, text: "There is no such address." };
  const signature = header("x-twilio-email-event-webhook-signature");
  const timestamp = header("x-twilio-email-event-webhook-timestamp");
  if (!signature) return { status: 403, text: "The signature is missing." };
  if (!timestamp || !isRecent(timestamp)) return { status: 401, text: "The timestamp is missing or too old." };
  if (body.length > MOST_SENDGRID_BYTES) return { status: 413, text: "The body is too large." };
  if (!(await isFromSendgrid(shopId, timestamp, body, signature))) {
    return { status: 403, text: "The signature is wrong." };
  }
  const batch = readBatch(body);
  if (!batch) return { status: 400, text: "The body is not an array of events in JSON." };
  const deliveries = batch.flatMap((event) => deliveryOf(shopId, event) ?? []);
  if (deliveries.length < batch.length) {
    log.debug({ shopId, others: batch.length - deliveries.length }, "SendGrid told of mails that are not this shop's");
  }
  try {
    await storeDeliveries(deliveries);
  } catch (error) {
    if (!(error instanceof ShopMoved)) throw error;
    return { status: 403, text: "The shop is not served here any more." };
  }
  return { status: 200, text: "" };
}

/** Seconds since 1970, as SendGrid writes it. */
function isRecent(timestamp: string): boolean {
  if (!/^\d{1,12}$/.test(timestamp)) return false;
  const age = Date.now() / 1_000 - Number(timestamp);
  return age <= OLDEST_SECONDS && age >= -MOST_AHEAD_SECONDS;
}

async function isFromSendgrid(shopId: number, timestamp: string, body: Buffer, signature: string): Promise<boolean> {
  const known = await knownSendgridKey(shopId);
  if (known && isSignedBySendgrid(known, timestamp, body, signature)) return true;
  const newer = await newerSendgridKey(shopId);
  return newer !== null && isSignedBySendgrid(newer, timestamp, body, signature);
}

/** The elements of a batch; null when the body is none. */
function readBatch(body: Buffer): readonly unknown[] | null {
  try {
    const json = parseJson(body);
    return Array.isArray(json) ? json : null;
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof TypeError) return null;
    throw error;
  }
}

/** What makes an event ours. `sg_event_id` is SendGrid's own; without one the event's text tells it from others. */
const ours = z.object({
  shop_id: z.string(),
  message_id: z.string().refine(isUuid),
  sg_event_id: z.string().min(1).max(200).optional().catch(undefined),
  /** Seconds since 1970. */
  timestamp: z.coerce.number().int().positive().max(99_999_999_999).optional().catch(undefined),
});

function deliveryOf(shopId: number, event: unknown): IncomingDelivery | null {
  const { data } = ours.safeParse(event);
  if (data?.shop_id !== String(shopId)) return null;
  const payload = Buffer.from(JSON.stringify(event));
  const receivedAt = now();
  return {
    shopId,
    source: "sendgrid",
    deliveryId: data.sg_event_id ?? `sha256:${createHash("sha256").update(payload).digest("hex")}`,
    topic: "sendgrid/event",
    eventId: null,
    apiVersion: null,
    triggeredAt: data.timestamp === undefined ? receivedAt : new Date(data.timestamp * 1_000),
    receivedAt,
    payload,
  };
}
