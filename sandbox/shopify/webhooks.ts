import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { now } from "~/clock";
import type { SandboxContext } from "../context";
import { shopIdentity } from "../shop-identity";
import { webhookSignature } from "./webhook-signature";

export const apiVersion = "2026-10";

/** How deliveries misbehave, as Shopify's may: each twice or more, out of order, or kept back for a while. */
export interface WebhookConduct {
  /** How often each delivery is sent, with one webhook id. 1 is once. */
  readonly duplicates: number;
  /** Whether each delivery waits for a moment of its own, so that they overtake each other. */
  readonly disorder: boolean;
  /** Whether deliveries wait until `release`. */
  readonly hold: boolean;
}

export interface WebhookDelivery {
  readonly webhookId: string;
  readonly topic: string;
  readonly triggeredAt: string;
  readonly body: string;
  readonly attempts: { readonly at: string; readonly answer: string }[];
  status: "waiting" | "held" | "delivered" | "given up";
}

export interface Webhooks {
  /** Signs a payload and delivers it, in the order of calls unless told otherwise. Text is sent byte for byte. */
  send(topic: string, payload: object | string, headers?: Readonly<Record<string, string>>): WebhookDelivery;
  conduct(change: Partial<WebhookConduct>): void;
  /** Lets go of what is held, and holds no more. */
  release(): void;
  /** Resolves when nothing is on its way any more: delivered or given up. What is held does not count. */
  settled(): Promise<void>;
  /** The latest deliveries, newest first. */
  log(): readonly WebhookDelivery[];
  close(): void;
}

/** Shopify answers for 5 s; its eight retries span four hours, ours forty seconds. */
const TIMEOUT_MS = 5_000;
const RETRY_SECONDS = [1, 2, 4, 8, 8, 8, 8];
const LOG_LENGTH = 500;

/** Delivers webhooks to `{appUrl}/webhooks` as Shopify does. */
export function createWebhooks(context: Pick<SandboxContext, "appUrl" | "apiSecret">): Webhooks {
  let conduct: WebhookConduct = { duplicates: 1, disorder: false, hold: false };
  let lane: Promise<unknown> = Promise.resolve();
  const underWay = new Set<Promise<unknown>>();
  const held: (() => void)[] = [];
  const log: WebhookDelivery[] = [];
  const closing = new AbortController();
  const nanoseconds = triggerTimes();

  const track = (work: Promise<unknown>) => {
    const tracked = work.finally(() => underWay.delete(tracked));
    underWay.add(tracked);
  };

  async function attempt(delivery: WebhookDelivery, headers: Record<string, string>): Promise<boolean> {
    const at = new Date().toISOString();
    try {
      const response = await fetch(`${context.appUrl}/webhooks`, {
        method: "POST",
        body: delivery.body,
        headers,
        redirect: "manual",
        signal: AbortSignal.any([closing.signal, AbortSignal.timeout(TIMEOUT_MS)]),
      });
      await response.arrayBuffer();
      delivery.attempts.push({ at, answer: String(response.status) });
      return response.ok;
    } catch (error) {
      delivery.attempts.push({ at, answer: error instanceof Error ? causeOf(error) : String(error) });
      return false;
    }
  }

  async function retry(delivery: WebhookDelivery, headers: Record<string, string>): Promise<void> {
    for (const seconds of RETRY_SECONDS) {
      await sleep(seconds * 1000, undefined, { signal: closing.signal });
      if (await attempt(delivery, headers)) {
        delivery.status = "delivered";
        return;
      }
    }
    delivery.status = "given up";
    console.warn(
      `Webhook ${delivery.topic} ${delivery.webhookId} was given up after ${delivery.attempts.length} tries.`,
    );
  }

  function deliver(delivery: WebhookDelivery, headers: Record<string, string>, copies: number): void {
    delivery.status = "waiting";
    const first = async () => {
      for (let copy = 0; copy < copies; copy++) {
        if (await attempt(delivery, headers)) delivery.status = "delivered";
      }
      // A retry leaves the lane: Shopify's others do not wait for it either.
      if (delivery.status === "waiting") track(retry(delivery, headers).catch(ignoreClose));
    };
    if (conduct.disorder) {
      track(
        sleep(Math.random() * 400, undefined, { signal: closing.signal })
          .then(first)
          .catch(ignoreClose),
      );
    } else {
      lane = lane.then(first);
      track(lane);
    }
  }

  const ignoreClose = (error: unknown) => {
    if (!closing.signal.aborted) throw error;
  };

  return {
    send(topic, payload, extra = {}) {
      const body = typeof payload === "string" ? payload : JSON.stringify(payload);
      const delivery: WebhookDelivery = {
        webhookId: randomUUID(),
        topic,
        triggeredAt: nanoseconds(),
        body,
        attempts: [],
        status: "held",
      };
      const headers = {
        "Content-Type": "application/json",
        "User-Agent": "Shopify-Captain-Hook",
        "X-Shopify-Topic": topic,
        "X-Shopify-Hmac-Sha256": webhookSignature(body, context.apiSecret),
        "X-Shopify-Shop-Domain": shopIdentity.domain,
        "X-Shopify-API-Version": apiVersion,
        "X-Shopify-Webhook-Id": delivery.webhookId,
        "X-Shopify-Event-Id": randomUUID(),
        "X-Shopify-Triggered-At": delivery.triggeredAt,
        ...extra,
      };
      log.unshift(delivery);
      log.splice(LOG_LENGTH);
      const { duplicates, hold } = conduct;
      if (hold) held.push(() => deliver(delivery, headers, duplicates));
      else deliver(delivery, headers, duplicates);
      return delivery;
    },
    conduct(change) {
      conduct = { ...conduct, ...change };
    },
    release() {
      conduct = { ...conduct, hold: false };
      for (const letGo of held.splice(0)) letGo();
    },
    async settled() {
      while (underWay.size > 0) await Promise.all(underWay);
    },
    log: () => log,
    close: () => closing.abort(),
  };
}

/** Business time to the nanosecond, as Shopify writes X-Shopify-Triggered-At; no two are alike or go back. */
function triggerTimes(): () => string {
  let last = 0n;
  return () => {
    const time = BigInt(now().getTime()) * 1_000_000n;
    // Moving the business clock is the one way back in time.
    last = time > last || last - time > 1_000_000_000n ? time : last + 1n;
    const millis = new Date(Number(last / 1_000_000n)).toISOString().slice(0, -1);
    return `${millis}${String(last % 1_000_000n).padStart(6, "0")}Z`;
  };
}

function causeOf(error: Error): string {
  return error.cause instanceof Error ? error.cause.message : error.message;
}
