import { z } from "zod";
import { now } from "~/clock";
import { env } from "~/env.server";
import { parseJson } from "./parse-json";
import { type FrontDoorAnswer, type HeaderReader, isDomain, isSignedBy, storeForDomain } from "./shopify-webhook";

/** The largest body that is taken: a customer, a name and some lines. */
export const MOST_FLOW_BYTES = 256 * 1024;

const envelope = z.object({
  shopify_domain: z.string().refine(isDomain),
  /** One for each time that the action is run; a repeated sending has the same. */
  action_run_id: z.string().min(1).max(200),
});

/**
 * The front door for our action in Shopify Flow, "Send event to Waypost" (extensions/flow-action): verify, store,
 * answer. Signed as webhooks are, but the shop and the delivery's id stand in the body. What the merchant wrote is not
 * read here: the worker parks what it cannot read, where they see it. 200 tells Flow that it is done; 4xx stops it.
 * https://shopify.dev/docs/apps/build/flow/actions/endpoints
 * Throws when the database does: the answer is then 500 and Flow tries again, for up to 36 hours.
 */
export async function receiveFlowAction(header: HeaderReader, body: Buffer): Promise<FrontDoorAnswer> {
  const hmac = header("x-shopify-hmac-sha256");
  if (!hmac) return { status: 400, text: "The signature is missing." };
  if (body.length > MOST_FLOW_BYTES) return { status: 413, text: "The body is too large." };
  if (!isSignedBy(env.SHOPIFY_API_SECRET, body, hmac)) return { status: 401, text: "The signature is wrong." };
  const read = readEnvelope(body);
  if (!read) return { status: 400, text: "This is not what Shopify Flow sends." };
  const receivedAt = now();
  await storeForDomain(read.shopify_domain.toLowerCase(), {
    source: "flow",
    deliveryId: read.action_run_id,
    topic: "flow/action",
    eventId: null,
    apiVersion: null,
    triggeredAt: receivedAt,
    receivedAt,
    payload: body,
  });
  return { status: 200, text: "" };
}

function readEnvelope(body: Buffer): z.infer<typeof envelope> | null {
  try {
    return envelope.safeParse(parseJson(body)).data ?? null;
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof TypeError) return null;
    throw error;
  }
}
