import { describe, expect, it } from "vitest";
import type { ConsentState, Event } from "~/events/event";
import { aboutOf, runKey } from "~/workflows/about";
import { hear, isListening, type Rival, start, wake } from "~/workflows/engine";
import type { Facts, OrderFact } from "~/workflows/facts";
import { checkoutAbandonment } from "~/workflows/presets/checkout-abandonment";
import type { Advance, Run } from "~/workflows/run";
import { versionOf } from "~/workflows/version";
import { checkout, happened, knowing, later, noon, ofMail, order } from "./happenings";

const version = versionOf(1, checkoutAbandonment);
const unsubscribedFacts = knowing({ consent: "NOT_SUBSCRIBED" });

interface Beginning {
  readonly facts?: Facts;
  readonly existing?: Run | null;
  readonly contactId?: string | null;
  readonly rivals?: readonly Rival[];
  readonly at?: Date;
}

function begin(event: Event = checkout(noon), how: Beginning = {}): Advance {
  const { facts = knowing(), existing = null, contactId = "ada", rivals = [], at = event.occurredAt } = how;
  const { trigger, rank } = version.definition;
  const key = runKey(trigger, aboutOf(event, []), contactId);
  const [own] = start(version, { event, contactId, facts, key, existing, rivals, rank, runId: "run" }, at);
  if (!own) throw new Error("nothing was decided");
  return own;
}

const tell = (
  run: Run,
  event: Event,
  at: Date,
  contactIds = ["ada"],
  mail: { runId: string; step: string } | null = null,
) => hear(version, run, { event, contactIds, mail }, knowing(), at);

const wakeAt = (run: Run, at: Date) => wake(version, run, knowing(), at);

/** A click in a mail of the run. */
const clicks = (run: Run, step: string, at: Date) =>
  tell(run, happened({ name: "email.clicked", data: ofMail }, at), at, ["ada"], { runId: run.runId, step });

function runOf(advance: Advance | null): Run {
  if (!advance?.run) throw new Error("there is no run");
  return advance.run;
}

const outcomes = (advance: Advance | null) => advance?.decisions.map(({ outcome, rule }) => `${outcome}: ${rule}`);
const mails = (advance: Advance | null) => advance?.messages.map(({ step }) => step.name);

describe("a checkout that was left", () => {
  it("waits an hour from what happened, not from when it was heard of", () => {
    const heardLate = begin(checkout(noon), { at: later(0.5) });
    expect(runOf(heardLate).wakeAt).toEqual(later(1));
    expect(outcomes(heardLate)).toEqual(["started: checkout.updated", "waiting: wait"]);
  });

  it("queues the reminder after the hour, the last call a day later, and ends", () => {
    const first = wakeAt(runOf(begin()), later(1));
    expect(first.messages.map(({ step, usefulUntil }) => [step.name, usefulUntil])).toEqual([["reminder", later(13)]]);
    expect(runOf(first).wakeAt).toEqual(later(25));

    const second = wakeAt(runOf(first), later(25));
    expect(mails(second)).toEqual(["last-call"]);
    expect(outcomes(second)).toEqual(["branched: clicked", "queued: send", "finished: last-step"]);
    expect(runOf(second)).toMatchObject({ status: "ended", outcome: "completed", wakeAt: null });
  });

  it("keeps the usefulness of a mail that comes late to when it was due", () => {
    const [late] = wakeAt(runOf(begin()), later(20)).messages;
    expect(late?.usefulUntil).toEqual(later(13));
  });

  it("does nothing before its time, nor once it ended", () => {
    const nothing = { run: null, decisions: [], messages: [], effects: [] };
    expect(wakeAt(runOf(begin()), later(0.9))).toEqual(nothing);
    const ended = runOf(tell(runOf(begin()), order(later(0.5)), later(0.5)));
    expect(wakeAt(ended, later(100))).toEqual(nothing);
    expect(tell(ended, order(later(1)), later(1))).toBeNull();
  });

  it("ends after the seven days that it may last, whatever it waits for", () => {
    const heardTooLate = runOf(begin(checkout(noon), { at: later(24 * 8) }));
    const over = wakeAt({ ...heardTooLate, wakeAt: later(24 * 7) }, later(24 * 8));
    expect(outcomes(over)).toEqual(["ended: lasted-long-enough"]);
  });

  it("ends with the reason when its step is no longer there", () => {
    const run = runOf(begin());
    const lost = { ...run, state: { ...run.state, step: "of another version" } };
    expect(outcomes(wakeAt(lost, later(1)))).toEqual(["ended: step-missing"]);
  });
});

describe("who is not reminded, and why", () => {
  it.each<[string, Advance]>([
    ["subscribed", begin(checkout(noon), { facts: unsubscribedFacts })],
    ["subscribed", begin(checkout(noon), { facts: knowing({ consent: "PENDING" }) })],
    ["subscribed", begin(checkout(noon), { facts: knowing({ suppression: { reason: "bounced", since: noon } }) })],
    ["online", begin(checkout(noon, { channel: "pos" }))],
    ["online", begin(checkout(noon, { channel: "b2b" }))],
    ["something-in-it", begin(checkout(noon, { lines: [] }))],
    ["something-in-it", begin(checkout(noon, { recoveryUrl: null }))],
    ["not-ordered-since", begin(checkout(noon, { completedAt: noon.toISOString() }))],
    ["reachable", begin(checkout(noon), { contactId: null, facts: { ...knowing(), contact: null } })],
    ["reachable", begin(checkout(noon), { facts: knowing({ email: null }) })],
  ])("not started: %s", (rule, advance) => {
    expect(advance.run).toBeNull();
    expect(outcomes(advance)).toEqual([`not-started: ${rule}`]);
    expect(advance.decisions[0]).toMatchObject({ runId: null, step: null });
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
    const asked = (changes: Partial<OrderFact>) =>
      outcomes(begin(checkout(noon), { facts: knowing({}, { orders: [{ ...known, ...changes }] }) }))?.[0];
    expect(asked({})).toBe("not-started: not-ordered-since");
    expect(asked({ checkoutToken: null, cartToken: "c" })).toBe("not-started: not-ordered-since");
    expect(asked({ checkoutToken: "other" })).toBe("started: checkout.updated");
    expect(asked({ checkoutToken: "other", placedAt: later(1) })).toBe("not-started: not-ordered-since");
    // Nobody decided on a subscription's renewal.
    const renewal = { checkoutToken: "other", placedAt: later(1), channel: "subscription" } as const;
    expect(asked(renewal)).toBe("started: checkout.updated");
  });
});

describe("the same checkout again", () => {
  const reminded = runOf(wakeAt(runOf(begin()), later(1)));

  it("starts the waiting anew until the first mail", () => {
    const again = begin(checkout(later(0.5)), { existing: runOf(begin()) });
    expect(outcomes(again)).toEqual(["restarted: checkout.updated", "waiting: wait"]);
    expect(runOf(again)).toMatchObject({ runId: "run", entry: 1, wakeAt: later(1.5) });
  });

  it("ends when it is paid, also after the first mail", () => {
    const paid = checkout(later(2), { completedAt: later(2).toISOString() });
    expect(outcomes(tell(reminded, paid, later(2)))).toEqual(["ended: ordered"]);
    expect(outcomes(tell(runOf(begin()), paid, later(2)))).toEqual(["ended: ordered"]);
    const others = checkout(later(2), { token: "another", completedAt: later(2).toISOString() });
    expect(tell(reminded, others, later(2))).toBeNull();
  });

  it("starts nothing anew after it", () => {
    const again = begin(checkout(later(2)), { existing: reminded });
    expect(outcomes(again)).toEqual(["not-started: already-mailed"]);
    expect(again.run).toBeNull();
    expect(again.decisions[0]?.runId).toBe("run");
  });

  it("is not moved by older news that arrives late", () => {
    const run = runOf(begin(checkout(later(1))));
    expect(outcomes(begin(checkout(noon), { existing: run }))).toEqual(["not-started: older-news"]);
  });

  it("ends when it was emptied, and lives again when it is filled", () => {
    const emptied = begin(checkout(later(0.2), { lines: [] }), { existing: runOf(begin()) });
    expect(outcomes(emptied)).toEqual(["ended: something-in-it"]);
    const filled = begin(checkout(later(0.3)), { existing: runOf(emptied) });
    expect(runOf(filled)).toMatchObject({ status: "active", outcome: null, wakeAt: later(1.3) });
  });

  it("ends for good once it was ordered", () => {
    const bought = runOf(tell(runOf(begin()), order(later(0.2), { checkoutToken: "t" }), later(0.2)));
    expect(outcomes(begin(checkout(later(0.3)), { existing: bought }))).toEqual(["not-started: ordered"]);
  });

  it("ends, and its restart with it, when an order is known that nobody told it of", () => {
    const known = {
      orderId: "1",
      name: "#1",
      placedAt: later(0.1),
      channel: "online",
      checkoutToken: "t",
      cartToken: null,
    } as const;
    const again = begin(checkout(later(0.3)), { existing: runOf(begin()), facts: knowing({}, { orders: [known] }) });
    expect(outcomes(again)).toEqual(["ended: ordered"]);
  });
});

describe("a click", () => {
  const reminded = runOf(wakeAt(runOf(begin()), later(1)));

  it("moves the run to its other way at once, not at the next timer, and only once", () => {
    const click = clicks(reminded, "reminder", later(3));
    expect(outcomes(click)).toEqual(["branched: clicked", "waiting: wait"]);
    expect(runOf(click)).toMatchObject({ wakeAt: later(7), state: { step: "let-them-look" } });
    expect(clicks(runOf(click), "reminder", later(4))).toBeNull();
    const helped = wakeAt(runOf(click), later(7));
    expect(mails(helped)).toEqual(["help"]);
  });

  it("in a mail of another run moves nothing", () => {
    const event = happened({ name: "email.clicked", data: ofMail }, later(3));
    expect(tell(reminded, event, later(3), ["ada"], { runId: "another", step: "reminder" })).toBeNull();
    expect(tell(reminded, event, later(3))).toBeNull();
  });

  it("that nothing asks for is remembered, and moves nothing", () => {
    const opened = happened({ name: "email.opened", data: ofMail }, later(3));
    const told = tell(reminded, opened, later(3), ["ada"], { runId: "run", step: "reminder" });
    expect(told).toMatchObject({ decisions: [], messages: [], run: { wakeAt: reminded.wakeAt } });
    expect(runOf(told).state.heard).toEqual(["opened:reminder"]);
  });
});

describe("an order", () => {
  const run = runOf(begin());
  const outcomeOf = (event: Event, contactIds?: string[]) => tell(run, event, later(0.5), contactIds)?.run?.outcome;

  it("ends the run: by the checkout's token whoever ordered, or by the same person since", () => {
    expect(outcomeOf(order(later(0.4), { checkoutToken: "t" }), ["somebody else"])).toBe("ordered");
    expect(outcomeOf(order(later(0.4)))).toBe("ordered");
    expect(outcomeOf(order(later(0.4), { channel: "pos" }))).toBe("ordered");
  });

  it("of somebody else, from before, or of a subscription ends nothing", () => {
    expect(outcomeOf(order(later(0.4)), ["somebody else"])).toBeUndefined();
    expect(outcomeOf(order(later(-2)))).toBeUndefined();
    expect(outcomeOf(order(later(0.4), { channel: "subscription" }))).toBeUndefined();
  });
});

describe("a word about mails", () => {
  const run = runOf(begin());
  const says = (state: ConsentState, at: Date) =>
    happened({ name: "consent.changed", data: { state, at: at.toISOString(), source: "test" } }, at);

  it("ends the run when it is a no since, and only theirs", () => {
    expect(outcomes(tell(run, says("UNSUBSCRIBED", later(0.5)), later(0.5)))).toEqual(["ended: unsubscribed"]);
    expect(tell(run, says("SUBSCRIBED", later(0.5)), later(0.5))).toBeNull();
    // They were asked to confirm: that takes nothing back.
    expect(tell(run, says("PENDING", later(0.5)), later(0.5))).toBeNull();
    expect(tell(run, says("UNSUBSCRIBED", later(-1)), later(0.5))).toBeNull();
    expect(tell(run, says("UNSUBSCRIBED", later(0.5)), later(0.5), ["somebody else"])).toBeNull();
  });
});

describe("several workflows about the same products", () => {
  const other = { ...runOf(begin()), runId: "other", workflowId: "cart-abandonment" };
  const rival = (rank: number, productIds = ["1"], cartToken: string | null = null): Rival => ({
    run: { ...other, state: { ...other.state, about: { ...other.state.about, productIds, cartToken } } },
    title: "Cart abandonment",
    rank,
  });

  it("the higher ranked speaks; the lower ends", () => {
    const told = { event: checkout(noon), contactId: "ada", facts: knowing(), key: "t", existing: null, runId: "run" };
    const advances = start(version, { ...told, rank: 30, rivals: [rival(40)] }, noon);
    expect(advances.map(outcomes)).toEqual([["started: checkout.updated", "waiting: wait"], ["ended: outranked"]]);
    expect(advances[1]?.run).toMatchObject({ runId: "other", status: "ended", outcome: "outranked" });
    expect(advances[1]?.decisions[0]?.values).toEqual({ by: "Checkout abandonment" });
  });

  it("the lower ranked does not begin", () => {
    const refused = begin(checkout(noon), { rivals: [rival(20)] });
    expect(outcomes(refused)).toEqual(["not-started: outranked"]);
    expect(refused.decisions[0]?.values).toEqual({ by: "Cart abandonment" });
  });

  it("about other products both speak; a cart that became the checkout is the same thing", () => {
    expect(outcomes(begin(checkout(noon), { rivals: [rival(20, ["2"])] }))?.[0]).toBe("started: checkout.updated");
    expect(outcomes(begin(checkout(noon), { rivals: [rival(20, ["2"], "c")] }))).toEqual(["not-started: outranked"]);
  });
});

describe("whether a run listens", () => {
  const run = runOf(begin());
  const click = { event: happened({ name: "email.clicked", data: ofMail }, noon), contactIds: ["ada"] };

  it("to what happens to its own mails, while it goes on", () => {
    expect(isListening(version, run, { ...click, mail: { runId: "run", step: "reminder" } })).toBe(true);
    expect(isListening(version, run, { ...click, mail: { runId: "another", step: "reminder" } })).toBe(false);
    expect(isListening(version, run, { ...click, mail: null })).toBe(false);
    const ended = runOf(tell(run, order(later(0.5)), later(0.5)));
    expect(isListening(version, ended, { ...click, mail: { runId: "run", step: "reminder" } })).toBe(false);
  });
});
