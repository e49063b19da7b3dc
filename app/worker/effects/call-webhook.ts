import { webhookSignature } from "~/delivery/webhook-signature";
import { type PostOutcome, postPublicly } from "~/public-post.server";
import type { ClaimedEffect, EffectOutcome } from "~/workflows/effect-store";

/**
 * Tells a merchant's own server that a contact has come to a step (docs/api.md). The receiver knows a repeated call
 * by its Idempotency-Key, which is the effect's id: after a kill between the call and its settling it comes twice.
 */
export async function callWebhook(
  shop: { readonly shopId: number; readonly domain: string },
  effect: ClaimedEffect,
  url: string,
): Promise<EffectOutcome> {
  const { effectId, workflowId, step, createdAt, about } = effect;
  const { email, customerId, firstName, lastName } = effect.contact;
  const body = JSON.stringify({
    id: effectId,
    shop: shop.domain,
    workflow: workflowId,
    step,
    at: createdAt.toISOString(),
    contact: { email, customerId, firstName, lastName },
    about,
  });
  return outcomeOf(
    await postPublicly(url, body, {
      "idempotency-key": effectId,
      "waypost-signature": webhookSignature(shop.shopId, body, new Date()),
    }),
  );
}

/** 408, 429 and all from 500 on may be better later; other refusals stay what they are. */
function outcomeOf(answer: PostOutcome): EffectOutcome {
  if (answer.kind === "refused") return { kind: "failed", error: answer.reason };
  if (answer.kind === "unreachable") return { kind: "again", error: answer.reason };
  const { status, text } = answer;
  if (status >= 200 && status < 300) return { kind: "done", values: { status } };
  if (status >= 300 && status < 400) {
    return { kind: "failed", error: `it leads elsewhere (${status}), and is not followed there` };
  }
  const error = text === "" ? `it answered ${status}` : `it answered ${status}: ${text}`;
  return { kind: status < 500 && status !== 408 && status !== 429 ? "failed" : "again", error };
}
