import { setTimeout as sleep } from "node:timers/promises";
import type { Delivery } from "./shoppers";

/** What became of the posting, by `<shop>/<delivery id>`. */
export interface Mailroom {
  /** Answered with 200: from then on the app answers for them. */
  readonly accepted: Set<string>;
  /** Never answered with 200, however often they were posted. */
  readonly refused: Set<string>;
  /** POSTs in all, copies and further tries included. */
  posts: number;
}

/** As long as Shopify is patient, and longer: it tries again for four hours. */
const PATIENCE_MS = 120_000;
const AGAIN_MS = 150;
const TIMEOUT_MS = 5_000;

/** Posts a delivery, each copy until it is answered with 200, as Shopify does. Never rejects. */
export async function postDelivery(url: string, delivery: Delivery, mailroom: Mailroom): Promise<void> {
  const { headers, body } = delivery.webhook();
  const key = deliveryKey(delivery);
  const post = async () => {
    mailroom.posts += 1;
    try {
      const answer = await fetch(`${url}/webhooks`, {
        method: "POST",
        headers: { ...headers, "x-shopify-webhook-id": delivery.id },
        body: new Uint8Array(body),
        signal: AbortSignal.timeout(TIMEOUT_MS),
      });
      await answer.arrayBuffer();
      return answer.status === 200;
    } catch {
      // Killed, or just starting: whether it was stored is not known, so it is posted again.
      return false;
    }
  };
  const copy = async () => {
    const deadline = Date.now() + PATIENCE_MS;
    while (!(await post())) {
      if (Date.now() > deadline) return false;
      await sleep(AGAIN_MS);
    }
    mailroom.accepted.add(key);
    return true;
  };
  const answers = await Promise.all(Array.from({ length: delivery.copies }, copy));
  if (!answers.includes(true)) mailroom.refused.add(key);
}

export function deliveryKey({ shop, id }: Pick<Delivery, "shop" | "id">): string {
  return `${shop}/${id}`;
}
