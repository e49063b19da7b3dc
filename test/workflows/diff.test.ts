import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { applyChanges } from "~/workflows/apply-changes";
import type { WorkflowChanges } from "~/workflows/changes";
import { days, hours, inSegment } from "~/workflows/define";
import { type WorkflowDefinition, workflowDefinition } from "~/workflows/definition";
import { workflowDiff } from "~/workflows/diff";
import { mapSteps } from "~/workflows/map-steps";
import { presets } from "~/workflows/presets/presets";
import { isSame } from "~/workflows/same";
import type { Names } from "~/workflows/words/names";
import { everyKind } from "./every-kind";

const vips = "019ab000-0000-7000-8000-000000000001";
const names: Names = { segments: new Map([[vips, "VIP"]]), products: new Map(), currency: "EUR" };

const told = (changes: WorkflowChanges) => workflowDiff(everyKind, applyChanges(everyKind, changes), names);

describe("what changed from one version to another", () => {
  it.each<[string, WorkflowChanges, string[]]>([
    ["a wait", { steps: { "cool-off": { kind: "wait", for: hours(2) } } }, ["Wait “cool off”: 1 hour → 2 hours"]],
    [
      "an hour and a day",
      { steps: { nine: { kind: "wait-until", hour: 18, weekday: null } } },
      ["Wait “nine”: until Monday, 09:00 → 18:00"],
    ],
    [
      "how long is waited for something",
      { steps: { delivery: { kind: "wait-for", atMost: days(5) } } },
      ["Wait “delivery”: at most 3 days → 5 days"],
    ],
    ["a mail left out", { steps: { reminder: { kind: "send", isOff: true } } }, ["Mail “reminder”: left out"]],
    [
      "a subject and an offer",
      { steps: { reminder: { kind: "send", subject: "", incentive: { code: "TEN", offer: "10 % off" } } } },
      [
        "Mail “reminder”: subject “Hello” → the mail's own",
        "Mail “reminder”: offer none → 10 % off, with the code TEN",
      ],
    ],
    [
      "an offer taken back, deep in the tree",
      { steps: { "short-mail": { kind: "send", incentive: null } } },
      ["Mail “short mail”: offer 10 % off, with the code BACK10 → none"],
    ],
    [
      "a question of a branch",
      { steps: { read: { kind: "branch", when: { is: "orders-count", op: "at-least", count: 3 } } } },
      ["Branch “read”: They did not click in the mail “reminder” → They have ordered at least 3 times"],
    ],
    [
      "shares and labels",
      { steps: { style: { kind: "split", arms: { short: { label: "Brief", weight: 20 } } } } },
      ["Split “style”: weight of “short” 50 → 20", "Split “style”: label of “short” “Short” → “Brief”"],
    ],
    [
      "an answer and its time",
      { steps: { ask: { kind: "question", answers: { lamps: "Lights" }, within: days(3) } } },
      ["Question “ask”: answer “lamps” “Lamps” → “Lights”", "Question “ask”: answered within 2 days → 3 days"],
    ],
    ["a segment", { segmentId: vips }, ["Who gets it: only the segment “VIP”"]],
    [
      "holdout, cap and window",
      { holdout: 5, cap: null, window: { from: 9, to: 18 } },
      [
        "Held out, to measure what it brings: 10 % → 5 %",
        "Mails to one contact: at most 2 in 7 days → as many as its steps",
        "Mails leave: between 08:00 and 20:00 → between 09:00 and 18:00",
      ],
    ],
  ])("%s", (_what, changes, lines) => {
    expect(told(changes)).toEqual(lines);
  });

  it("tells steps that came, went and moved", () => {
    const [first, second, ...rest] = everyKind.steps;
    if (!first || !second) throw new Error("it has steps");
    expect(workflowDiff(everyKind, { ...everyKind, steps: [second, ...rest] }, names)).toEqual([
      "Wait “cool off”: taken out",
    ]);
    expect(workflowDiff(everyKind, { ...everyKind, steps: [second, first, ...rest] }, names)).toEqual([
      "Steps: in another order",
    ]);
    const moved = mapSteps([second, ...rest], (step) =>
      step.name === "came" && step.kind === "branch" ? { ...step, yes: [first, ...step.yes] } : step,
    );
    expect(workflowDiff(everyKind, { ...everyKind, steps: moved }, names)).toContain(
      "Wait “cool off”: moved to another way",
    );
  });

  it("names who no longer gets it", () => {
    const before = { ...everyKind, audience: [...everyKind.audience, inSegment(vips)] };
    expect(workflowDiff(before, { ...everyKind, audience: [] }, names)).toContain(
      "Who gets it: no longer only the segment “VIP”",
    );
  });
});

describe("of any two definitions", () => {
  const definitions = [everyKind, ...presets];

  it("equal ones differ in nothing, however their fields are ordered", () => {
    for (const definition of definitions) {
      expect(workflowDiff(definition, workflowDefinition.parse(turnedRound(definition)), names)).toEqual([]);
    }
  });

  it("one that was changed anywhere never goes untold", () => {
    fc.assert(
      fc.property(fc.constantFrom(...definitions), fc.nat(), fc.nat(), (before, place, choice) => {
        const after = workflowDefinition.safeParse(changedSomewhere(before, place, choice));
        fc.pre(after.success && !isSame(before, after.data));
        expect(workflowDiff(before, after.data, names)).not.toEqual([]);
        expect(workflowDiff(after.data, before, names)).not.toEqual([]);
      }),
      { numRuns: 3_000, maxSkipsPerRun: 1_000 },
    );
  });

  const strings = [...new Set(definitions.flatMap((one) => JSON.stringify(one).match(/(?<=")[a-z.-]+(?=")/g) ?? []))];

  /** The definition with one value of it replaced, doubled, or left out; it need not be one any more. */
  function changedSomewhere(definition: WorkflowDefinition, place: number, choice: number): unknown {
    let places = 0;
    JSON.stringify(definition, (_key, value: unknown) => {
      places += 1;
      return value;
    });
    let at = 0;
    return JSON.parse(
      JSON.stringify(definition, (_key, value: unknown) => {
        at += 1;
        return at - 1 === place % places ? another(value, choice) : value;
      }),
    );
  }

  function another(value: unknown, choice: number): unknown {
    if (typeof value === "number") return choice % 2 === 0 ? value + 1 : Math.max(0, value - 1);
    if (typeof value === "boolean") return !value;
    if (typeof value === "string") return choice % 3 === 0 ? `${value}x` : strings[choice % strings.length];
    if (Array.isArray(value)) {
      const list: unknown[] = value;
      const index = choice % Math.max(1, list.length);
      if (choice % 3 === 0) return list.toSpliced(index, 1);
      return choice % 3 === 1 ? list.toReversed() : [...list, ...list.slice(index, index + 1)];
    }
    if (typeof value !== "object" || value === null) return value;
    const kept = Object.entries(value);
    return Object.fromEntries(kept.toSpliced(choice % Math.max(1, kept.length), 1));
  }

  function turnedRound(value: unknown): unknown {
    if (Array.isArray(value)) return value.map(turnedRound);
    if (typeof value !== "object" || value === null) return value;
    return Object.fromEntries(
      Object.entries(value)
        .toReversed()
        .map(([key, inner]) => [key, turnedRound(inner)]),
    );
  }
});
