import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { hear, wake } from "~/workflows/engine";
import { isHeldOut } from "~/workflows/holdout";
import type { Decision, Run } from "~/workflows/run";
import { aLife, contacts } from "./a-life";
import { anyWorkflow } from "./any-workflow";
import { knowing, later } from "./happenings";
import { type Change, type Played, play, playOut } from "./play";
import { isRefuted, saysHeard, treeOf } from "./the-tree";

/** What the engine promises of every workflow that may be turned on, whatever happens. */

const one = fc.tuple(anyWorkflow, aLife).map(([definition, moves]) => ({ definitions: [definition], moves }));

/** Two that may speak about the same things. */
const two = fc.tuple(anyWorkflow, anyWorkflow, aLife).map(([first, second, moves]) => ({
  definitions: [
    { ...first, id: "first", group: "recovery" as const },
    { ...second, id: "second", group: "recovery" as const, trigger: first.trigger },
  ],
  moves,
}));

function always(lives: typeof one, numRuns: number, holds: (played: Played) => void): void {
  fc.assert(
    fc.property(lives, ({ definitions, moves }) => holds(play(definitions, moves))),
    { numRuns },
  );
}

const outcomesOf = ({ advance }: Change) => advance.decisions.map(({ outcome }) => outcome);

/** What the messages and effects of a run were asked by. */
function askedBy(changes: readonly Change[]): Map<string, string[]> {
  const asked = changes.flatMap(({ advance: { messages, effects } }) =>
    [...messages, ...effects].map(({ run, step }) => ({ runId: run.runId, step: step.name })),
  );
  const byRun = Map.groupBy(asked, ({ runId }) => runId);
  return new Map([...byRun].map(([runId, steps]) => [runId, steps.map(({ step }) => step)]));
}

describe("a step", () => {
  it("asks for its mail or its effect once in a run, if at all", () => {
    always(one, 2_000, ({ changes, runs }) => {
      for (const [runId, steps] of askedBy(changes)) {
        expect(new Set(steps).size).toBe(steps.length);
        const done = runs.get(runId)?.state.done ?? [];
        expect(done).toEqual(expect.arrayContaining(steps));
      }
      for (const { state } of runs.values()) expect(new Set(state.done).size).toBe(state.done.length);
    });
  });

  it("follows the one before it in the tree, and each that is walked has its decision", () => {
    always(one, 2_000, ({ changes }) => {
      for (const change of changes) expectPath(change);
    });
  });
});

describe("a run", () => {
  it("ends, at the latest after one wake a step", () => {
    always(one, 2_000, ({ versions: [version], runs }) => {
      if (!version) throw new Error("nothing was played");
      for (const run of runs.values()) playOut(version, run, knowing({ contactId: run.contactId }));
    });
  });

  it("does nothing once it ended, and nothing before its time", () => {
    always(one, 1_000, ({ versions: [version], runs, tellings }) => {
      if (!version) throw new Error("nothing was played");
      const nothing = { run: null, decisions: [], messages: [], effects: [] };
      for (const run of runs.values()) {
        if (run.status === "ended") {
          expect(run).toMatchObject({ wakeAt: null, state: { step: null } });
          expect(run.endedAt).not.toBeNull();
          expect(wake(version, run, knowing(), later(100_000))).toEqual(nothing);
          for (const { heard, at } of tellings) expect(hear(version, run, heard, knowing(), at)).toBeNull();
        } else {
          expect(run.wakeAt).not.toBeNull();
          const before = new Date((run.wakeAt?.getTime() ?? 0) - 1);
          expect(wake(version, run, knowing(), before)).toEqual(nothing);
        }
      }
    });
  });

  it("that is ended by an order, a withdrawn order or a no asks for nothing with it, and says why", () => {
    always(one, 2_000, ({ tellings, versions: [version] }) => {
      if (!version) throw new Error("nothing was played");
      for (const { heard, runs } of tellings) {
        for (const { before, advance } of runs) {
          if (!leadsOut(version.definition.exits, before, heard)) continue;
          expect(advance?.run).toMatchObject({ status: "ended", wakeAt: null });
          expect(advance?.messages).toEqual([]);
          expect(advance?.effects).toEqual([]);
          expect(advance?.decisions).toMatchObject([
            { outcome: "ended", step: before.state.step, rule: advance?.run?.outcome },
          ]);
        }
      }
    });
  });

  it("is never on a way that what it heard speaks against: a click moves it at once, and never twice", () => {
    let turned = 0;
    always(one, 3_000, ({ changes }) => {
      for (const { advance, version, before, how } of changes) {
        const { run } = advance;
        if (run?.status !== "active" || run.state.step === null) continue;
        const tree = treeOf(version.definition);
        for (const around of tree.around.get(run.state.step) ?? []) expect(isRefuted(around, run.state)).toBe(false);
        if (how !== "heard" || !before) continue;
        expect(run.state.heard.length).toBe(before.state.heard.length + 1);
        if (run.state.step !== before.state.step) turned += 1;
        // Whatever waits right before a fork whose answer it now knows, waits no longer.
        else if (tree.steps.get(run.state.step)?.kind !== "question")
          for (const next of tree.after.get(run.state.step) ?? [])
            expectNoNewAnswer(tree.steps.get(next ?? ""), before, run);
      }
    });
    expect(turned).toBeGreaterThan(100);
  });

  it("goes on from what the database keeps of it", () => {
    always(one, 500, ({ versions: [version], runs }) => {
      if (!version) throw new Error("nothing was played");
      for (const run of runs.values()) {
        const kept = { ...run, state: JSON.parse(JSON.stringify(run.state)) };
        expect(playOut(version, kept, knowing())).toEqual(playOut(version, run, knowing()));
      }
    });
  });
});

describe("an event that starts a workflow", () => {
  it("has one explained outcome: started, started anew, ended, or not started", () => {
    const met = new Map<string, number>();
    always(one, 2_000, ({ tellings }) => {
      for (const { starts, runs } of tellings) {
        for (const { existing, advances } of starts) {
          const [own, ...others] = advances;
          expect(others).toEqual([]);
          const own_ = own?.decisions[0]?.outcome ?? "";
          const ended = runs.find(({ before }) => before.runId === existing?.runId)?.advance?.decisions.at(-1)?.outcome;
          expect(own ? ["started", "restarted", "not-started", "ended"] : ["ended", "finished"]).toContain(
            own ? own_ : ended,
          );
          met.set(own_, (met.get(own_) ?? 0) + 1);
        }
      }
    });
    for (const outcome of ["started", "restarted", "not-started", "ended"]) expect(met.get(outcome)).toBeGreaterThan(3);
  });

  it("leaves of two workflows about the same things at most one run a contact and thing", () => {
    let outranked = 0;
    always(two, 1_000, ({ changes }) => {
      const active = new Map<string, Run>();
      for (const { advance } of changes) {
        if (advance.run) active.set(advance.run.runId, advance.run);
        if (advance.run?.status === "ended") active.delete(advance.run.runId);
        if (advance.decisions.some(({ rule }) => rule === "outranked")) outranked += 1;
      }
      const [all] = [[...active.values()]];
      for (const run of all) {
        const rivals = all.filter(
          ({ workflowId, contactId, state }) =>
            workflowId !== run.workflowId &&
            contactId === run.contactId &&
            state.about.productIds.some((id) => run.state.about.productIds.includes(id)),
        );
        expect(rivals).toEqual([]);
      }
    });
    expect(outranked).toBeGreaterThan(100);
  });
});

describe("who is held out", () => {
  it("walks the same way as who is mailed, and gets nothing", () => {
    let heldOut = 0;
    fc.assert(
      fc.property(one, ({ definitions, moves }) => {
        const [definition] = definitions;
        if (!definition) throw new Error("nothing was drawn");
        const mailed = play([{ ...definition, holdout: 0 }], moves);
        const measured = play([{ ...definition, holdout: 50 }], moves);
        for (const [index, change] of measured.changes.entries()) {
          const twin = mailed.changes[index];
          const isOut = change.advance.run?.state.isHeldOut === true;
          expect(change.advance.decisions.map(asIfMailed)).toEqual(twin?.advance.decisions.map(asIfMailed));
          expect(change.advance.run?.wakeAt).toEqual(twin?.advance.run?.wakeAt);
          if (!isOut) continue;
          heldOut += 1;
          expect(change.advance.messages).toEqual([]);
          expect(change.advance.effects).toEqual([]);
        }
      }),
      { numRuns: 1_000 },
    );
    expect(heldOut).toBeGreaterThan(100);
    expect(
      contacts.map((contactId) => isHeldOut("one", contactId, 50) || isHeldOut("another", contactId, 50)),
    ).toContain(true);
  });

  const asIfMailed = ({ step, outcome, rule }: Decision) => {
    const isAsked = outcome === "held-out" || outcome === "queued" || outcome === "asked";
    return isAsked ? { step, asked: true } : { step, outcome, rule };
  };
});

it("the same log gives the same decisions, of one workflow and of two", () => {
  fc.assert(
    fc.property(fc.oneof(one, two), ({ definitions, moves }) => {
      expect(play(definitions, moves)).toEqual(play(definitions, moves));
    }),
    { numRuns: 500 },
  );
});

it("is tried with what it is about: all ten kinds of steps, long ways, and every outcome", () => {
  const kinds = new Set<string>();
  const outcomes = new Set<string>();
  always(one, 500, ({ changes, versions }) => {
    for (const { definition } of versions) for (const { kind } of treeOf(definition).steps.values()) kinds.add(kind);
    for (const change of changes) for (const outcome of outcomesOf(change)) outcomes.add(outcome);
  });
  expect([...kinds].sort()).toEqual([
    "branch",
    "call",
    "exit",
    "question",
    "send",
    "set",
    "split",
    "wait",
    "wait-for",
    "wait-until",
  ]);
  expect([...outcomes].sort()).toEqual([
    "asked",
    "branched",
    "ended",
    "finished",
    "held-out",
    "not-started",
    "queued",
    "restarted",
    "skipped",
    "started",
    "waiting",
  ]);
});

/** The decisions of one change lead from step to step of the tree, as many a step as it makes. */
function expectPath({ how, before, advance: { run, decisions }, version }: Change): void {
  const walked = decisions.filter(({ step, outcome }) => step !== null && !(outcome === "ended" && how !== "woken"));
  const last = decisions.at(-1);
  // Not started, ended from outside, or nothing but told.
  if (!run || decisions.length === 0 || last?.rule === "lasted-long-enough") return;
  if (last?.outcome === "ended" && last.rule !== "exit-step") return;
  const tree = treeOf(version.definition);
  const names = walked.map(({ step }) => step ?? "");
  const ended = last?.outcome === "ended" ? [last.step ?? ""] : [];
  const path = [...new Set([...names, ...ended])];

  let from: string | null = how === "started" ? null : (before?.state.step ?? null);
  for (const name of path) {
    const isFirst = name === path[0];
    const mayBegin = how === "started" ? name === tree.first : isTurn(tree, from, name);
    const follows = from !== null && tree.after.get(from)?.has(name);
    expect({ name, from, isAWay: isFirst ? mayBegin || follows : follows }).toEqual({ name, from, isAWay: true });
    const step = tree.steps.get(name);
    const isAsking =
      step?.kind === "question" && !step.isOff && !(isFirst && how !== "started" && isFork(tree, before, name));
    // A question asks and waits. Everything else is one decision.
    expect(
      walked.filter((one) => one.step === name).length + (ended.includes(name) && !names.includes(name) ? 1 : 0),
    ).toBe(isAsking ? 2 : 1);
    from = name;
  }
  if (last?.outcome === "finished") expect(from === null || tree.after.get(from)?.has(null)).toBe(true);
  else if (run.status === "active") expect(run.state.step).toBe(from);
}

/** Whether a run that goes on from a question was asked there before: it rests at it, or within one of its ways. */
function isFork({ around }: ReturnType<typeof treeOf>, before: Run | null, name: string): boolean {
  const from = before?.state.step ?? "";
  return from === name || (around.get(from) ?? []).some(({ fork }) => fork.name === name);
}

/** Whether a run that rests at a step may go on from this fork: it stands around it, or right behind it, or is it. */
function isTurn({ around, after }: ReturnType<typeof treeOf>, from: string | null, fork: string): boolean {
  if (from === null) return false;
  return (
    from === fork ||
    after.get(from)?.has(fork) === true ||
    (around.get(from) ?? []).some((one) => one.fork.name === fork)
  );
}

/** Which exits lead out, by their words: the engine has its own way to say it. */
function leadsOut(
  exits: Played["versions"][number]["definition"]["exits"],
  run: Run,
  { event, contactIds }: Change["heard"] & object,
): boolean {
  const { about } = run.state;
  const isTheirs = contactIds.includes(run.contactId);
  const has = (on: string, same: string) => exits.some((exit) => exit.on === on && exit.same === same);
  if (event.name === "order.created") {
    if (event.data.orderId === about.orderId) return false;
    const isBought =
      isTheirs && event.data.channel !== "subscription" && new Date(event.data.placedAt) >= run.triggeredAt;
    return (
      (has("order.created", "contact") && isBought) ||
      (has("order.created", "checkout") &&
        about.checkoutToken !== null &&
        event.data.checkoutToken === about.checkoutToken) ||
      (has("order.created", "cart") && about.cartToken !== null && event.data.cartToken === about.cartToken) ||
      (has("order.created", "product") &&
        isBought &&
        event.data.lines.some(({ productId }) => about.productIds.includes(productId ?? "")))
    );
  }
  if (event.name === "order.cancelled") return has(event.name, "order") && event.data.orderId === about.orderId;
  if (event.name === "order.refunded") return has(event.name, "contact") && isTheirs;
  if (event.name === "consent.changed") {
    return isTheirs && event.data.state === "UNSUBSCRIBED" && new Date(event.data.at) >= run.triggeredAt;
  }
  return false;
}

function expectNoNewAnswer(fork: ReturnType<ReturnType<typeof treeOf>["steps"]["get"]>, before: Run, run: Run): void {
  if (fork?.kind !== "branch") return;
  const asked = fork.when.is === "not";
  const [was, is] = [saysHeard(fork, before.state.heard), saysHeard(fork, run.state.heard)];
  // What is asked became true now, whether the fork puts it as it is or the other way round.
  expect(was !== is && is === !asked).toBe(false);
}
