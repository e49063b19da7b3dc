import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Channel, ConsentState, Event } from "~/events/event";
import type { TriggerEvent } from "~/workflows/conditions";
import { exitOn, trigger, type Version, wake } from "~/workflows/engine";
import type { Facts, OrderFact } from "~/workflows/facts";
import { checkoutAbandonment } from "~/workflows/presets/checkout-abandonment";
import type { Advance, Run } from "~/workflows/run";

const version: Version = { version: 1, definition: checkoutAbandonment };
const noon = new Date("2026-11-23T12:00:00Z");
const hour = 3_600_000;
const later = (hours: number) => new Date(noon.getTime() + hours * hour);

function checkout(at: Date, changes: Partial<TriggerEvent["data"]> = {}): TriggerEvent {
  return {
    eventId: "e",
    name: "checkout.updated",
    occurredAt: at,
    sourceOrder: at.toISOString(),
    identity: {
      customerId: null,
      email: "ada@example.com",
      checkoutToken: "t",
      cartToken: "c",
      visitorId: null,
      contactId: null,
    },
    profile: {},
    data: {
      token: "t",
      cartToken: "c",
      channel: "online",
      recoveryUrl: "https://shop.example/recover",
      currency: "EUR",
      totalMinor: 1990,
      lines: [{ productId: "1", variantId: "1", title: "Lamp", variantTitle: null, quantity: 1, priceMinor: 1990 }],
      completedAt: null,
      acceptsMarketing: true,
      ...changes,
    },
  };
}

function order(at: Date, changes: Partial<Event<"order.created">["data"]> = {}): Event<"order.created"> {
  return {
    ...checkout(at),
    name: "order.created",
    data: {
      orderId: "1",
      name: "#1001",
      checkoutToken: null,
      cartToken: null,
      channel: "online",
      currency: "EUR",
      totalMinor: 1990,
      cancelledAt: null,
      placedAt: at.toISOString(),
      lines: [],
      ...changes,
    },
  };
}

function facts(consent: ConsentState = "SUBSCRIBED", orders: readonly OrderFact[] = []): Facts {
  return {
    contact: {
      contactId: "ada",
      email: "ada@example.com",
      consent,
      consentAt: noon,
      consentSource: "test",
      suppression: null,
    },
    orders,
    segments: new Map(),
  };
}

function begin(event = checkout(noon), known = facts(), existing: Run | null = null, at = event.occurredAt): Advance {
  return trigger(version, { event, contactId: "ada", facts: known, existing, runId: "run" }, at);
}

function runOf({ run }: Advance): Run {
  if (!run) throw new Error("no run was started");
  return run;
}

const outcomes = ({ decisions }: Advance) => decisions.map(({ outcome, rule }) => `${outcome}: ${rule}`);

describe("a checkout that was left", () => {
  it("waits an hour from what happened, not from when it was heard of", () => {
    const heardLate = begin(checkout(noon), facts(), null, later(0.5));
    expect(runOf(heardLate).wakeAt).toEqual(later(1));
    expect(outcomes(heardLate)).toEqual(["started: checkout.updated", "waiting: wait"]);
  });

  it("queues the reminder after the hour, the last call a day later, and ends", () => {
    const first = wake(version.definition, runOf(begin()), later(1));
    expect(first.messages.map(({ step, usefulUntil }) => [step.name, usefulUntil])).toEqual([["reminder", later(13)]]);
    expect(runOf(first).wakeAt).toEqual(later(25));

    const second = wake(version.definition, runOf(first), later(25));
    expect(second.messages.map(({ step }) => step.name)).toEqual(["last-call"]);
    expect(runOf(second)).toMatchObject({ status: "ended", outcome: "completed", wakeAt: null });
  });

  it("keeps the usefulness of a mail that comes late to when it was due", () => {
    const [late] = wake(version.definition, runOf(begin()), later(20)).messages;
    expect(late?.usefulUntil).toEqual(later(13));
  });

  it("does nothing before its time", () => {
    const run = runOf(begin());
    expect(wake(version.definition, run, later(0.9))).toEqual({ run, decisions: [], messages: [] });
  });
});

describe("who is not reminded, and why", () => {
  it.each<[string, Advance]>([
    ["subscribed", begin(checkout(noon), facts("NOT_SUBSCRIBED"))],
    ["subscribed", begin(checkout(noon), facts("PENDING"))],
    ["online-checkout", begin(checkout(noon, { channel: "pos" }))],
    ["online-checkout", begin(checkout(noon, { channel: "b2b" }))],
    ["something-in-checkout", begin(checkout(noon, { lines: [] }))],
    ["not-ordered-since", begin(checkout(noon, { completedAt: noon.toISOString() }))],
    ["reachable", begin(checkout(noon), { contact: null, orders: [], segments: new Map() })],
  ])("not started: %s", (rule, advance) => {
    expect(advance.run).toBeNull();
    expect(outcomes(advance)).toEqual([`not-started: ${rule}`]);
  });

  it("knows an order that was heard of before the checkout", () => {
    const known: OrderFact = {
      orderId: "1",
      name: "#1001",
      placedAt: later(-1),
      channel: "online",
      checkoutToken: "t",
      cartToken: null,
    };
    expect(outcomes(begin(checkout(noon), facts("SUBSCRIBED", [known])))).toEqual(["not-started: not-ordered-since"]);
    const another = { ...known, checkoutToken: "other" };
    expect(outcomes(begin(checkout(noon), facts("SUBSCRIBED", [another])))[0]).toBe("started: checkout.updated");
  });
});

describe("the same checkout again", () => {
  it("starts the waiting anew until the first mail", () => {
    const again = begin(checkout(later(0.5)), facts(), runOf(begin()));
    expect(outcomes(again)).toEqual(["restarted: checkout.updated", "waiting: wait"]);
    expect(runOf(again)).toMatchObject({ runId: "run", wakeAt: later(1.5) });
  });

  it("ends when it is paid, also after the first mail", () => {
    const reminded = runOf(wake(version.definition, runOf(begin()), later(1)));
    const paid = begin(checkout(later(2), { completedAt: later(2).toISOString() }), facts(), reminded);
    expect(outcomes(paid)).toEqual(["ended: ordered"]);
  });

  it("starts nothing anew after it", () => {
    const reminded = runOf(wake(version.definition, runOf(begin()), later(1)));
    const again = begin(checkout(later(2)), facts(), reminded);
    expect(outcomes(again)).toEqual(["not-started: already-reminded"]);
    expect(again.run).toEqual(reminded);
  });

  it("is not moved by older news that arrives late", () => {
    const run = runOf(begin(checkout(later(1))));
    expect(outcomes(begin(checkout(noon), facts(), run))).toEqual(["not-started: older-news"]);
  });

  it("ends when it was emptied, and lives again when it is filled", () => {
    const emptied = begin(checkout(later(0.2), { lines: [] }), facts(), runOf(begin()));
    expect(outcomes(emptied)).toEqual(["ended: something-in-checkout"]);
    const filled = begin(checkout(later(0.3)), facts(), runOf(emptied));
    expect(runOf(filled)).toMatchObject({ status: "active", outcome: null, wakeAt: later(1.3) });
  });

  it("ends for good once it was ordered", () => {
    const bought = begin(checkout(later(0.2), { completedAt: later(0.2).toISOString() }), facts(), runOf(begin()));
    expect(outcomes(bought)).toEqual(["ended: ordered"]);
    expect(outcomes(begin(checkout(later(0.3)), facts(), runOf(bought)))).toEqual(["not-started: ordered"]);
  });
});

describe("an order", () => {
  const run = runOf(begin());
  const exit = (event: Event, contactIds = ["ada"]) => exitOn(version.definition, run, event, contactIds, later(0.5));

  it("ends the run: by the checkout's token whoever ordered, or by the same person since", () => {
    expect(exit(order(later(0.4), { checkoutToken: "t" }), ["somebody else"])?.run?.outcome).toBe("ordered");
    expect(exit(order(later(0.4)))?.run?.outcome).toBe("ordered");
    expect(exit(order(later(0.4), { channel: "pos" }))?.run?.outcome).toBe("ordered");
  });

  it("of somebody else, from before, or of a subscription ends nothing", () => {
    expect(exit(order(later(0.4)), ["somebody else"])).toBeNull();
    expect(exit(order(later(-2)))).toBeNull();
    expect(exit(order(later(0.4), { channel: "subscription" }))).toBeNull();
  });
});

describe("whatever comes, in whatever order", () => {
  const consents: ConsentState[] = ["SUBSCRIBED", "UNSUBSCRIBED", "NOT_SUBSCRIBED"];
  const channels: Channel[] = ["online", "pos", "subscription"];
  const input = fc.oneof(
    fc.record({ kind: fc.constant("checkout" as const), consent: fc.constantFrom(...consents), isDone: fc.boolean() }),
    fc.record({
      kind: fc.constant("order" as const),
      channel: fc.constantFrom(...channels),
      sameCheckout: fc.boolean(),
    }),
    fc.record({ kind: fc.constant("timer" as const) }),
  );
  type Input = typeof input extends fc.Arbitrary<infer T> ? T : never;
  const stream = fc.array(fc.record({ input, minutes: fc.integer({ min: 0, max: 900 }) }), { maxLength: 40 });

  function play(steps: readonly { input: Input; minutes: number }[]) {
    let run: Run | null = null;
    let at = noon;
    const advances: { advance: Advance; input: (typeof steps)[number]["input"]; before: Run | null }[] = [];
    for (const { input: one, minutes } of steps) {
      at = new Date(at.getTime() + minutes * 60_000);
      const before: Run | null = run;
      let advance: Advance | null = null;
      if (one.kind === "checkout") {
        advance = begin(checkout(at, { completedAt: one.isDone ? at.toISOString() : null }), facts(one.consent), run);
      } else if (one.kind === "order") {
        const event = order(at, { channel: one.channel, checkoutToken: one.sameCheckout ? "t" : null });
        advance = run && exitOn(version.definition, run, event, ["ada"], at);
      } else {
        advance = run && wake(version.definition, run, at);
      }
      if (!advance) continue;
      run = advance.run;
      advances.push({ advance, input: one, before });
    }
    return { run, advances };
  }

  it("no step queues its mail twice, and each trigger has one explained outcome", () => {
    fc.assert(
      fc.property(stream, (steps) => {
        const { advances } = play(steps);
        const queued = advances.flatMap(({ advance }) => advance.messages.map(({ step }) => step.name));
        expect(new Set(queued).size).toBe(queued.length);
        for (const { advance, input: one } of advances) {
          if (one.kind !== "checkout") continue;
          expect(["started", "restarted", "not-started", "ended"]).toContain(advance.decisions[0]?.outcome);
        }
      }),
      { numRuns: 2_000 },
    );
  });

  it("nothing is queued once an order ended the run, and every run ends", () => {
    fc.assert(
      fc.property(stream, (steps) => {
        const { run, advances } = play(steps);
        for (const { advance, before } of advances) {
          if (before?.outcome === "ordered") expect(advance.messages).toEqual([]);
        }
        let last = run;
        for (let day = 1; last?.status === "active" && day < 4; day += 1) {
          last = wake(version.definition, last, new Date(noon.getTime() + (40 * 900 + day * 1440) * 60_000)).run;
        }
        expect(last === null || last.status === "ended").toBe(true);
      }),
      { numRuns: 2_000 },
    );
  });

  it("the same input gives the same answer", () => {
    fc.assert(
      fc.property(stream, (steps) => {
        expect(play(steps)).toEqual(play(steps));
      }),
      { numRuns: 300 },
    );
  });
});
