import { createHash } from "node:crypto";
import { v7 as uuid } from "uuid";
import { now } from "~/clock";
import { log } from "~/log.server";
import { type ApiEvent, MOST_API_EVENTS, type Problem, readApiEvent } from "./api-event";
import { admit } from "./api-keys";
import { storeDelivery } from "./inbox-writer";
import { parseJson } from "./parse-json";

/** The largest body that is taken. */
export const MOST_API_BYTES = 256 * 1024;

/** What became of one event, in the order in which they came. */
type Verdict = { readonly accepted: true } | { readonly accepted: false; readonly problems: readonly Problem[] };

/**
 * `POST /api/events`: other systems tell what happened. 202 once at least one event is durable, with a verdict
 * on each; 400 when none can be kept, with every reason and its place. Nothing that a sender writes makes a 5xx: 503 is
 * our own failure, and asks to be sent again. No CORS: a key belongs on a server, never in a page.
 */
export async function receiveApiEvents(request: Request): Promise<Response> {
  if (request.method !== "POST") return refuse(405, "Send events by POST.", { Allow: "POST" });
  try {
    const admission = await admit(request.headers.get("authorization"));
    if (admission.verdict === "unknown") {
      return refuse(401, "The key is missing, wrong or revoked. Send it as Authorization: Bearer wp_…", {
        "WWW-Authenticate": "Bearer",
      });
    }
    if (admission.verdict === "too-fast") {
      return refuse(429, "Too many requests with this key. Send events in batches, or wait.", {
        "Retry-After": String(admission.retryAfterSeconds),
      });
    }
    const body = await readBody(request);
    if (body === null) return refuse(413, `The body is larger than ${MOST_API_BYTES / 1024} KB.`);
    return await keepEvents(admission, body);
  } catch (error) {
    log.error({ err: error }, "events of the public API were not stored");
    return refuse(503, "Not stored. Send it again.", { "Retry-After": "5" });
  }
}

async function keepEvents(sender: { shopId: number; keyId: string }, body: Buffer): Promise<Response> {
  const read = readItems(body);
  if ("reason" in read) return refuse(400, read.reason);
  const at = now();
  const items = read.items.map((item, index) => readApiEvent(item, read.isBatch ? `/${index}` : "", at));
  const events = items.flatMap((item) => (item.ok ? [item.event] : []));
  if (events.length === 0) {
    const problems = items.flatMap((item) => (item.ok ? [] : item.problems));
    return answer(400, { reason: "No event was kept.", problems });
  }
  await Promise.all(events.map((event) => storeEvent(sender, event, at)));
  const verdicts = items.map(
    (item): Verdict => (item.ok ? { accepted: true } : { accepted: false, problems: item.problems }),
  );
  return answer(202, { accepted: events.length, refused: items.length - events.length, events: verdicts });
}

function readItems(body: Buffer): { items: unknown[]; isBatch: boolean } | { reason: string } {
  let json: unknown;
  try {
    json = parseJson(body);
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof TypeError) return { reason: "The body is not JSON in UTF-8." };
    throw error;
  }
  if (!Array.isArray(json)) return { items: [json], isBatch: false };
  if (json.length === 0) return { reason: "The batch is empty." };
  if (json.length > MOST_API_EVENTS) return { reason: `The batch holds more than ${MOST_API_EVENTS} events.` };
  return { items: json, isBatch: true };
}

async function storeEvent(
  { shopId, keyId }: { shopId: number; keyId: string },
  event: ApiEvent,
  at: Date,
): Promise<void> {
  const payload = Buffer.from(JSON.stringify(event));
  await storeDelivery({
    shopId,
    source: "api",
    deliveryId: `${keyId}/${idOf(event, payload)}`,
    topic: "api/event",
    eventId: null,
    apiVersion: null,
    triggeredAt: at,
    receivedAt: at,
    payload,
  });
}

/** What tells two sendings of one event from two events: its own id, else its moment and content. */
function idOf(event: ApiEvent, payload: Buffer): string {
  if (event.id !== undefined) return `id:${event.id}`;
  if (event.occurredAt) return `sha256:${createHash("sha256").update(payload).digest("hex")}`;
  // Without a moment of its own, the same words twice are two events.
  return `uuid:${uuid()}`;
}

/** The body's bytes; null when they are too many. */
async function readBody(request: Request): Promise<Buffer | null> {
  const reader = request.body?.getReader();
  const chunks: Uint8Array[] = [];
  let length = 0;
  for (let part = await reader?.read(); part?.value; part = await reader?.read()) {
    length += part.value.length;
    // Past the limit the bytes are dropped, but read on, so that the sender gets to hear the answer.
    if (length <= MOST_API_BYTES) chunks.push(part.value);
  }
  return length > MOST_API_BYTES ? null : Buffer.concat(chunks, length);
}

function refuse(status: number, reason: string, headers: Record<string, string> = {}): Response {
  return answer(status, { reason, problems: [] }, headers);
}

function answer(status: number, body: object, headers: Record<string, string> = {}): Response {
  return Response.json(body, { status, headers: { "Cache-Control": "no-store", ...headers } });
}
