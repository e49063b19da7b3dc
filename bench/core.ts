import type { Event } from "~/events/event";
import { start, wake } from "~/workflows/engine";
import type { Facts } from "~/workflows/facts";
import { checkoutAbandonment } from "~/workflows/presets/checkout-abandonment";
import { versionOf } from "~/workflows/version";
import type { Bench } from "./bench";
import { type Figure, figure, median } from "./report";

const version = versionOf(1, checkoutAbandonment);
const left = new Date("2026-11-23T12:00:00Z");
const anHourLater = new Date("2026-11-23T13:00:00Z");

/** Checkouts through the pure engine: each starts a run, waits its hour and queues its mail. Throws when one does not. */
export async function benchCore({ isSmoke, rounds, say }: Bench): Promise<Figure[]> {
  const events = isSmoke ? 5_000 : 100_000;
  const cases = Array.from({ length: 1_000 }, (_, index) => checkoutOf(index));
  walk(events, cases);
  const rates = Array.from({ length: rounds }, () => {
    const before = process.cpuUsage();
    walk(events, cases);
    const { user, system } = process.cpuUsage(before);
    return events / ((user + system) / 1e6);
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
  readonly facts: Facts;
}

function walk(events: number, cases: readonly Case[]): void {
  for (let index = 0; index < events; index += 1) {
    const one = cases[index % cases.length];
    const contact = one?.facts.contact;
    if (!one || !contact) throw new Error("There are no cases.");
    const { contactId } = contact;
    const key = one.event.data.token;
    const told = { ...one, contactId, key, existing: null, rivals: [], rank: 30, runId: `run-${index}` };
    const run = start(version, told, left)[0]?.run;
    if (run?.status !== "active") throw new Error("A run was not started.");
    if (wake(version, run, one.facts, anHourLater).messages.length !== 1) throw new Error("A mail was not queued.");
  }
}

function checkoutOf(index: number): Case {
  const email = `shopper-${index}@example.com`;
  return {
    event: {
      eventId: `event-${index}`,
      name: "checkout.updated",
      occurredAt: left,
      sourceOrder: left.toISOString(),
      identity: {
        customerId: null,
        email,
        checkoutToken: `token-${index}`,
        cartToken: null,
        visitorId: null,
        contactId: null,
      },
      profile: {},
      data: {
        token: `token-${index}`,
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
    facts: {
      contact: {
        contactId: `contact-${index}`,
        email,
        consent: "SUBSCRIBED",
        consentAt: left,
        consentSource: "ticked the box at checkout",
        suppression: null,
        country: "DE",
        region: null,
        city: null,
        locale: null,
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
