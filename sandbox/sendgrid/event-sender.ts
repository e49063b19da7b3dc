import { sign } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import type { SandboxContext } from "../context";
import type { EventWebhook, EventWebhooks } from "./event-webhooks";
import { type MailEvent, settingOf } from "./mail-events";

/** How reports misbehave, as SendGrid's may. */
export interface ReportsConduct {
  /** How often each batch is sent, each time cut differently. 1 is once. */
  readonly duplicates: number;
  /** Whether events come in any order. */
  readonly disorder: boolean;
  /** Whether they wait until `release`. */
  readonly hold: boolean;
}

/** One POST of a batch, and what the app answered. */
export interface BatchDelivery {
  readonly at: string;
  readonly url: string;
  readonly events: readonly MailEvent[];
  readonly answer: string;
}

/** An event, and where it was heard. */
export interface HeardEvent {
  readonly url: string;
  readonly id: string;
  readonly event: string;
  readonly customArgs: { readonly shopId: unknown; readonly messageId: unknown };
}

export interface EventSender {
  /** Tells every webhook that wants to hear, soon, in a batch with what else happens at the moment. */
  tell(events: readonly MailEvent[]): void;
  conduct(change: Partial<ReportsConduct>): void;
  /** Lets go of what is held, and holds no more. */
  release(): void;
  /** Resolves when nothing is on its way any more: heard or given up. What is held does not count. */
  settled(): Promise<void>;
  /** The latest batches, newest first. */
  log(): readonly BatchDelivery[];
  /** Every event that the app answered for with 2xx, once an address. */
  heard(): readonly HeardEvent[];
  close(): void;
}

/** SendGrid collects for up to 30 s or 768 KB; a person at the sandbox does not wait that long. */
const COLLECT_MS = 5;
const MOST_EVENTS = 1_000;
const TIMEOUT_MS = 5_000;
/** SendGrid tries for 24 hours; ours gives up after half a minute. */
const RETRY_SECONDS = [0.2, 1, 2, 4, 8, 16];
const LOG_LENGTH = 200;

/** Sends signed batches of events to the account's webhooks, as SendGrid does. */
export function createEventSender(context: SandboxContext, webhooks: EventWebhooks): EventSender {
  let conduct: ReportsConduct = { duplicates: 1, disorder: false, hold: false };
  let collected: MailEvent[] = [];
  let held: MailEvent[] = [];
  let collecting: Promise<void> | null = null;
  const underWay = new Set<Promise<unknown>>();
  const log: BatchDelivery[] = [];
  const heard = new Map<string, HeardEvent>();
  const closing = new AbortController();

  const track = (work: Promise<unknown>) => {
    const tracked = work
      .catch((error: unknown) => {
        if (!closing.signal.aborted) throw error;
      })
      .finally(() => underWay.delete(tracked));
    underWay.add(tracked);
  };

  async function post(webhook: EventWebhook, events: readonly MailEvent[]): Promise<boolean> {
    const { url } = webhook.settings;
    const entry = { at: new Date().toISOString(), url, events };
    let answer: string;
    try {
      const response = await fetch(reachable(context, url), {
        ...signedBatch(webhook, events),
        redirect: "manual",
        signal: AbortSignal.any([closing.signal, AbortSignal.timeout(TIMEOUT_MS)]),
      });
      await response.arrayBuffer();
      answer = String(response.status);
    } catch (error) {
      answer = error instanceof Error ? String(error.cause ?? error.message) : String(error);
    }
    log.unshift({ ...entry, answer });
    log.splice(LOG_LENGTH);
    const isHeard = /^2\d\d$/.test(answer);
    if (isHeard) for (const event of events) heard.set(`${url} ${event.sg_event_id}`, heardAt(url, event));
    return isHeard;
  }

  async function deliver(webhook: EventWebhook, events: readonly MailEvent[]): Promise<void> {
    if (await post(webhook, events)) return;
    for (const seconds of RETRY_SECONDS) {
      await sleep(seconds * 1_000, undefined, { signal: closing.signal });
      if (await post(webhook, events)) return;
    }
    console.warn(`A batch of ${events.length} events was given up: ${log[0]?.answer}.`);
  }

  function send(events: readonly MailEvent[]): void {
    for (const webhook of webhooks.all()) {
      const wanted = events.filter(({ event }) => {
        const setting = settingOf(event);
        return webhook.settings.enabled !== false && (setting === null || webhook.settings[setting] === true);
      });
      for (let copy = 0; copy < conduct.duplicates; copy++) {
        const ordered = conduct.disorder ? shuffled(wanted) : wanted;
        // Each copy is cut elsewhere: a retry of SendGrid's need not be the same batch.
        const size = Math.min(MOST_EVENTS, Math.ceil(ordered.length / (copy + 1)));
        for (const batch of cut(ordered, size)) track(deliver(webhook, batch));
      }
    }
  }

  async function collect(): Promise<void> {
    await sleep(COLLECT_MS, undefined, { signal: closing.signal });
    const events = collected;
    collected = [];
    collecting = null;
    send(events);
  }

  return {
    tell(events) {
      if (conduct.hold) {
        held.push(...events);
        return;
      }
      collected.push(...events);
      if (collecting) return;
      collecting = collect();
      track(collecting);
    },
    conduct(change) {
      conduct = { ...conduct, ...change };
    },
    release() {
      conduct = { ...conduct, hold: false };
      const events = held;
      held = [];
      if (events.length > 0) send(events);
    },
    async settled() {
      while (underWay.size > 0) await Promise.all(underWay);
    },
    log: () => log,
    heard: () => [...heard.values()],
    close: () => closing.abort(),
  };
}

/** A batch as SendGrid writes and signs it: ECDSA over the moment of signing and the raw bytes, the last line break included. */
export function signedBatch(webhook: EventWebhook, events: readonly object[], at = new Date()) {
  const body = `[${events.map((event) => JSON.stringify(event)).join(",\r\n")}]\r\n`;
  const timestamp = String(Math.floor(at.getTime() / 1_000));
  const signature = sign("sha256", Buffer.from(timestamp + body), webhook.privateKey).toString("base64");
  const headers: Record<string, string> = {
    "Content-Type": "application/json;charset=utf-8",
    "User-Agent": "SendGrid Event API",
    ...(webhook.isSigned && {
      "X-Twilio-Email-Event-Webhook-Signature": signature,
      "X-Twilio-Email-Event-Webhook-Timestamp": timestamp,
    }),
  };
  return { method: "POST", body, headers };
}

function heardAt(
  url: string,
  { sg_event_id: id, event, shop_id: shopId, message_id: messageId }: MailEvent,
): HeardEvent {
  return { url, id, event, customArgs: { shopId, messageId } };
}

/** The app's public address may be the browser's alone; the sandbox has its own way to the app. */
function reachable({ publicAppUrl, appUrl }: SandboxContext, url: string): string {
  return url.startsWith(`${publicAppUrl}/`) ? appUrl + url.slice(publicAppUrl.length) : url;
}

function shuffled<T>(items: readonly T[]): T[] {
  const placed = items.map((item) => ({ item, place: Math.random() }));
  return placed.sort((one, other) => one.place - other.place).map(({ item }) => item);
}

function cut<T>(items: readonly T[], size: number): T[][] {
  const batches: T[][] = [];
  for (let start = 0; start < items.length; start += size) batches.push(items.slice(start, start + size));
  return batches;
}
