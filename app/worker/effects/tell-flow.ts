import { AdminApiError, type AdminClient } from "~/admin.server";
import { TellFlowDocument } from "~/admin-api/generated/graphql";
import type { ClaimedEffect, EffectOutcome } from "~/workflows/effect-store";

/** As extensions/flow-trigger/shopify.extension.toml names it; a test compares them. */
export const FLOW_TRIGGER = "waypost-step-reached";

const perhaps: EffectOutcome = {
  kind: "failed",
  error: "Shopify did not answer clearly. Perhaps it was told; it is not told again",
};

/**
 * Starts what the merchant built in Shopify Flow on our trigger. Flow knows no idempotency key, and may give away a
 * voucher: so, as with a mail, what may have been taken is not tried again.
 */
export async function tellFlow(openAdmin: () => Promise<AdminClient>, effect: ClaimedEffect): Promise<EffectOutcome> {
  const { contact, workflowId, step, wasUnderWay } = effect;
  if (wasUnderWay) return perhaps;
  // Flow asks for every field of a trigger.
  if (contact.email === null) return { kind: "failed", error: "no e-mail address is known" };
  const admin = await openAdmin();
  const payload = { "Contact email": contact.email, Workflow: workflowId, Step: step };
  try {
    const { flowTriggerReceive } = await admin.request(TellFlowDocument, { handle: FLOW_TRIGGER, payload });
    const [fault] = flowTriggerReceive?.userErrors ?? [];
    return fault ? { kind: "failed", error: `Shopify refused it: ${fault.message}` } : { kind: "done" };
  } catch (error) {
    if (error instanceof AdminApiError && error.failure === "unreachable") return perhaps;
    throw error;
  }
}
