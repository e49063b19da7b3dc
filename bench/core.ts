import type { Event } from "~/events/event";
import { hear, start, wake } from "~/workflows/engine";
import type { Facts } from "~/workflows/facts";
import { checkoutAbandonment } from "~/workflows/presets/checkout-abandonment";
import type { Run } from "~/workflows/run";
import { versionOf } from "~/workflows/version";
import type { Bench } from "./bench";
import { type Figure, figure, median } from "./report";

const version = versionOf(1, checkoutAbandonment);
const left = new Date("2026-11-23T12:00:00Z");
const anHourLater = new Date("2026-11-23T13:00:00Z");

/**
 * Shoppers through the pure engine: a checkout starts a run, its hour passes and the mail is queued, a click turns it to
 * its other way. Each of the three counts as an event. Throws when one does not do what it should.
 */
export async function benchCore({ isSmoke, rounds, say }: Bench): Promise<Figure[]> {
  const shoppers = isSmoke ? 5_000 : 100_000;
  const cases = Array.from({ length: 1_000 }, (_, index) => checkoutOf(index));
  walk(shoppers, cases);
  const rates = Array.from({ length: rounds }, () => {
    const before = process.cpuUsage();
    walk(shoppers, cases);
    const { user, system } = process.cpuUsage(before);
    return (3 * shoppers) / ((user + system) / 1e6);
  });
  const rate = median(rates);
  say(`core: ${figure(rate)} events/s`);
  return [
    {
      what: "core: events/s a core",
      ours: figure(rate),
      limit: "–",
      ratio: "–",
      aim: "≥ 50,000",
      isMet: rate >= 50_000,
    },
  ];
}

interface Case {
  readonly event: Event<"checkout.updated">;
  readonly click: Event<"email.clicked">;
  readonly facts: Facts;
  readonly contactId: string;
}

function walk(shoppers: number, cases: readonly Case[]): void {
  for (let index = 0; index < shoppers; index += 1) {
    const one = cases[index % cases.length];
    if (!one) throw new Error("There are no cases.");
    const { event, click, facts, contactId } = one;
    const runId = `run-${index}`;
    const key = event.data.token;
    const told = { event, contactId, facts, key, existing: null, rivals: [], rank: 30, runId };
    const waiting = active(start(version, told, left)[0]?.run);
    const mailed = wake(version, waiting, facts, anHourLater);
    if (mailed.messages.length !== 1) throw new Error("A mail was not queued.");
    const heard = { event: click, contactIds: [contactId], mail: { runId, step: "reminder" } };
    const turned = active(hear(version, active(mailed.run), heard, facts, anHourLater)?.run);
    if (turned.state.taken["did-they-click"] !== "yes") throw new Error("A click did not turn its run.");
  }
}

function active(run: Run | null | undefined): Run {
  if (run?.status !== "active") throw new Error("A run does not go on.");
  return run;
}

function checkoutOf(index: number): Case {
  const email = `shopper-${index}@example.com`;
  const contactId = `contact-${index}`;
  const token = `token-${index}`;
  const identity = {
    customerId: null,
    email,
    checkoutToken: token,
    cartToken: null,
    visitorId: null,
    contactId: null,
  };
  const frame = { eventId: `event-${index}`, occurredAt: left, sourceOrder: left.toISOString(), identity, profile: {} };
  return {
    contactId,
    event: {
      ...frame,
      name: "checkout.updated",
      data: {
        token,
        cartToken: null,
        channel: "online",
        recoveryUrl: "https://bench-store.example/recover",
        currency: "EUR",
        totalMinor: 9_900,
        lines: [{ productId: "1", variantId: "2", title: "Lamp", variantTitle: null, quantity: 1, priceMinor: 9_900 }],
        completedAt: null,
        acceptsMarketing: true,
      },
    },
    click: {
      ...frame,
      name: "email.clicked",
      data: { messageId: `message-${index}`, url: null, productId: null },
    },
    facts: {
      contact: {
        contactId,
        email,
        consent: "SUBSCRIBED",
        consentAt: left,
        consentSource: "ticked the box at checkout",
        suppression: null,
        country: "DE",
        region: null,
        city: null,
        locale: "de",
        zone: "Europe/Berlin",
        stage: "prospect",
        ordersCount: 0,
      },
      orders: [],
      segments: new Map(),
      products: new Map(),
    },
  };
}
