import { randomUUID } from "node:crypto";
import { readFileSync } from "node:fs";
import { now } from "~/clock";
import type { SandboxContext } from "../context";
import { shopIdentity } from "../shop-identity";
import { webhookSignature } from "../shopify/webhook-signature";

export interface FlowTrigger {
  /** Business time, ISO-8601 in UTC. */
  readonly at: string;
  readonly handle: string;
  readonly payload: Readonly<Record<string, unknown>>;
}

/** What a merchant fills in for the app's action. */
export interface FlowActionProperties {
  readonly customer_id: string;
  readonly event: string;
  readonly details?: string;
}

/** Shopify Flow, as far as this app speaks with it. */
export interface Flow {
  /** Takes a trigger; returns what is wrong with it, or null once it is kept. */
  receive(handle: string | null | undefined, payload: unknown): string | null;
  /** The triggers that came, newest first. */
  triggers(): readonly FlowTrigger[];
  /** Runs the app's action as a workflow in Flow would, and returns the status of its answer. */
  runAction(properties: FlowActionProperties, run?: { id?: string; signature?: string }): Promise<number>;
}

const MOST_TRIGGERS = 500;
/** What Flow takes at the most. */
const MOST_PAYLOAD_BYTES = 50_000;

export function createFlow(context: Pick<SandboxContext, "appUrl" | "apiSecret">): Flow {
  const triggers: FlowTrigger[] = [];
  const extension = readTrigger();
  return {
    receive(handle, payload) {
      if (handle !== extension.handle) return `Invalid handle '${handle ?? ""}'`;
      if (typeof payload !== "object" || payload === null) return "Payload must be an object";
      if (JSON.stringify(payload).length > MOST_PAYLOAD_BYTES) return "Payload exceeds 50000 bytes";
      const missing = extension.keys.find((key) => !Object.hasOwn(payload, key));
      if (missing !== undefined) return `Properties are missing: '${missing}'`;
      triggers.unshift({ at: now().toISOString(), handle, payload: { ...payload } });
      triggers.splice(MOST_TRIGGERS);
      return null;
    },
    triggers: () => triggers,
    async runAction(properties, { id = randomUUID(), signature } = {}) {
      const body = JSON.stringify({
        shop_id: "1",
        shopify_domain: shopIdentity.domain,
        action_run_id: id,
        action_definition_id: "Send event to Waypost",
        handle: "send-event-to-waypost",
        properties,
        step_reference: randomUUID(),
      });
      const response = await fetch(`${context.appUrl}/flow/action`, {
        method: "POST",
        body,
        headers: {
          "Content-Type": "application/json",
          "X-Shopify-Hmac-Sha256": signature ?? webhookSignature(body, context.apiSecret),
        },
        signal: AbortSignal.timeout(10_000),
      });
      await response.arrayBuffer();
      return response.status;
    },
  };
}

/** The app's trigger, as it would be deployed: Flow knows no other handle and asks for each field. */
function readTrigger(): { handle: string; keys: string[] } {
  const toml = readFileSync("extensions/flow-trigger/shopify.extension.toml", "utf8");
  const handle = /^handle = "(.*)"$/m.exec(toml)?.[1] ?? "";
  return { handle, keys: [...toml.matchAll(/^\s*key = "(.*)"$/gm)].map(([, key]) => key ?? "") };
}
