import { describe, expect, it } from "vitest";
import {
  addTag,
  answered,
  branch,
  clicked,
  days,
  exit,
  happened,
  hours,
  inSegment,
  minutes,
  not,
  notOrderedSince,
  on,
  online,
  ordered,
  question,
  reachable,
  send,
  split,
  subscribed,
  unsubscribed,
  wait,
  waitFor,
  waitUntil,
} from "~/workflows/define";
import type { SendStep, Step, WorkflowDefinition } from "~/workflows/definition";
import { presets } from "~/workflows/presets/presets";
import { problemsBetween, problemsOf, warningsOf } from "~/workflows/validate";

const mail = (name = "mail", changes: Partial<SendStep> = {}): SendStep => ({
  ...send(name, "checkout-reminder", { usefulFor: hours(12) }),
  ...changes,
});

/** A workflow that works, with these steps. */
const workflow = (steps: Step[], changes: Partial<WorkflowDefinition> = {}): WorkflowDefinition => ({
  id: "tried",
  title: "Tried",
  summary: "To be refused or not.",
  stage: "consideration",
  topic: "reminders",
  trigger: on("checkout.updated", { oneRunPer: "checkout", restart: "never" }),
  audience: [reachable, subscribed],
  exits: [ordered("contact"), unsubscribed],
  rank: 1,
  holdout: 0,
  steps,
  ...changes,
});

const nothing = { minutes: 0 };
const asking = (answers: readonly string[], within = days(1)) =>
  question("style", "welcome", {
    usefulFor: days(1),
    within,
    answers: answers.map((name) => ({ name, label: name, steps: [] })),
    otherwise: [],
  });

describe("what works", () => {
  it.each(presets)("$id is valid, and nobody would advise against it", (preset) => {
    expect(problemsOf(preset)).toEqual([]);
    expect(warningsOf(preset)).toEqual([]);
  });

  it("presets that start on the same event have an order among them", () => {
    expect(problemsBetween(presets)).toEqual([]);
    expect(new Set(presets.map(({ rank }) => rank)).size).toBe(presets.length);
  });

  it("a question, a fork on what comes before it, an end in one way, and a wait that something follows", () => {
    const steps = [
      asking(["lamps", "vases"]),
      branch("lamps", answered("style", "lamps"), { yes: [mail("one"), wait("a-day", days(1))], no: [exit("enough")] }),
      waitFor("delivery", "order.delivered", { atMost: days(1) }),
      branch("came", not(happened("delivery")), { yes: [mail("two")] }),
    ];
    expect(problemsOf(workflow(steps))).toEqual([]);
  });
});

describe("a definition that cannot work is refused, with the place and the reason", () => {
  const refused: readonly [string, unknown, string, string][] = [
    [
      "a step of a kind that there is not",
      { ...workflow([]), steps: [{ kind: "loop", name: "again" }] },
      "steps.0.kind",
      "Invalid",
    ],
    [
      "a mail that there is not",
      { ...workflow([]), steps: [{ ...mail(), template: "no-such" }] },
      "steps.0.template",
      "there is no such mail",
    ],
    [
      "a name that is no key",
      { ...workflow([]), steps: [{ ...mail(), name: "My mail" }] },
      "steps.0.name",
      "lower-case words",
    ],
    ["what nobody knows", { ...workflow([mail()]), colour: "red" }, "workflow", "colour"],
    ["two steps of one name", workflow([mail(), wait("a-day", days(1)), mail()]), "mail", "two steps have this name"],
    [
      "two steps of one name, one deep",
      workflow([mail(), branch("fork", subscribed, { yes: [mail()] })]),
      "mail",
      "two steps have this name",
    ],
    ["nothing to do", workflow([exit("at-once")]), "steps", "no step sends or does anything"],
    ["a wait of no time", workflow([wait("blink", nothing), mail()]), "blink", "at least a minute"],
    [
      "a wait for ever",
      workflow([waitFor("it", "order.delivered", { atMost: nothing }), mail()]),
      "it",
      "how long it waits at the most",
    ],
    ["no time to answer", workflow([asking(["lamps", "vases"], nothing)]), "style", "time to answer"],
    ["two answers of one name", workflow([asking(["lamps", "lamps"])]), "style", "two answers have the same name"],
    [
      "a fork with nothing in it",
      workflow([mail(), branch("fork", subscribed, { yes: [] })]),
      "fork",
      "both ways are empty",
    ],
    [
      "two alternatives of one name",
      workflow([
        split(
          "test",
          ["a", "a"].map((name) => ({ name, label: name, weight: 1, steps: [] })),
        ),
        mail(),
      ]),
      "test",
      "two alternatives have the same name",
    ],
    ["a mail that is never useful", workflow([mail("mail", { usefulFor: nothing })]), "mail", "useful for some time"],
    [
      "a subject that is no subject",
      workflow([mail("mail", { subject: "Hello {{ stranger }}" })]),
      "mail",
      "{{ stranger }} is not known here",
    ],
    [
      "a transactional mail with recommendations",
      workflow([mail("mail", { class: "transactional", recommendations: 1 })]),
      "mail",
      "may not recommend products: that is marketing",
    ],
    [
      "a transactional mail with an offer",
      workflow([mail("mail", { class: "transactional", incentive: { code: "TEN", offer: "10 % off" } })]),
      "mail",
      "may not carry an offer: that is marketing",
    ],
    [
      "a mail that promotes something, as transactional",
      workflow([mail("mail", { class: "transactional", template: "welcome-picks" })]),
      "mail",
      "cannot be sent as transactional",
    ],
    [
      "marketing without a way to unsubscribe",
      workflow([mail("mail", { template: "order-confirmation" })]),
      "mail",
      "there is no way to unsubscribe in this mail",
    ],
    [
      "an audience by what it sends itself",
      workflow([mail()], { audience: [clicked("mail")] }),
      "audience",
      "cannot depend on a mail that it sends",
    ],
    [
      "on the way, what only its beginning can say",
      workflow([mail(), branch("fork", online, { yes: [mail("two")] })]),
      "fork",
      "only be asked when it starts",
    ],
    [
      "a fork on a step that there is not",
      workflow([mail(), branch("fork", clicked("male"), { yes: [mail("two")] })]),
      "fork",
      "there is no step “male”",
    ],
    [
      "a fork on what comes later",
      workflow([branch("fork", not(clicked("two")), { yes: [mail("two")] })]),
      "fork",
      "“two” comes only after it",
    ],
    [
      "a click in a wait",
      workflow([wait("a-day", days(1)), branch("fork", clicked("a-day"), { yes: [mail()] })]),
      "fork",
      "“a-day” is no mail",
    ],
    [
      "an event of a step that waits for none",
      workflow([mail(), branch("fork", happened("mail"), { yes: [mail("two")] })]),
      "fork",
      "“mail” waits for nothing",
    ],
    [
      "an answer that cannot be given",
      workflow([asking(["lamps", "vases"]), branch("fork", answered("style", "rugs"), { yes: [mail()] })]),
      "fork",
      "“style” has no answer “rugs”",
    ],
    ["a step behind an end", workflow([mail(), exit("enough"), mail("two")]), "two", "no way leads to this step"],
    [
      "a step behind a fork all of whose ways end",
      workflow([
        mail(),
        branch("fork", subscribed, { yes: [exit("here")], no: [wait("a-day", days(1)), exit("there")] }),
        mail("two"),
      ]),
      "two",
      "no way leads to this step",
    ],
    [
      "a wait that nothing follows",
      workflow([mail(), waitUntil("nine", { hour: 9 })]),
      "nine",
      "nothing follows this wait",
    ],
    [
      "a wait that nothing follows, deep",
      workflow([mail(), branch("fork", subscribed, { yes: [wait("a-day", days(1))] })]),
      "a-day",
      "nothing follows this wait",
    ],
    [
      "a wait longer than the workflow",
      workflow([wait("a-day", days(1)), wait("a-week", days(7)), mail()], { lastsAtMost: days(8) }),
      "a-week",
      "ends after the workflow does, which lasts 8 days",
    ],
    [
      "a reminder that an order does not end",
      workflow([mail()], { exits: [unsubscribed] }),
      "exits",
      "end when the shopper orders",
    ],
    [
      "a recovery that an order does not end",
      workflow([mail()], {
        trigger: on("product.viewed", { oneRunPer: "contact", restart: "never" }),
        group: "recovery",
        exits: [unsubscribed],
      }),
      "exits",
      "end when the shopper orders",
    ],
    [
      "marketing that a no does not end",
      workflow([mail()], { exits: [ordered("contact")] }),
      "exits",
      "end when the shopper unsubscribes",
    ],
  ];

  it.each(refused)("%s", (_what, definition, place, reason) => {
    expect(problemsOf(definition)).toEqual([{ place, reason: expect.stringContaining(reason) }]);
  });

  it("by every place that is wrong, not the first alone", () => {
    const steps = [wait("blink", nothing), mail("mail", { usefulFor: nothing }), exit("enough"), mail("two")];
    expect(problemsOf(workflow(steps, { exits: [] })).map(({ place }) => place)).toEqual([
      "blink",
      "mail",
      "two",
      "exits",
      "exits",
    ]);
  });
});

it("an order's workflow needs no end on an order or a no: its mails are about what was bought", () => {
  const afterwards = workflow([mail()], {
    trigger: on("order.created", { oneRunPer: "order", restart: "never" }),
    exits: [],
  });
  expect(problemsOf(afterwards)).toEqual([]);
});

it("the shortest way decides whether a wait is too long: who clicked may have gone past it", () => {
  const fork = branch("fork", clicked("first"), { yes: [], no: [wait("long", days(6))] });
  const steps = [mail("first"), fork, wait("then", days(2)), mail()];
  expect(problemsOf(workflow(steps, { lastsAtMost: days(7) }))).toEqual([]);
});

describe("two workflows that start on the same event", () => {
  const one = {
    id: "one",
    title: "One",
    trigger: on("cart.updated", { oneRunPer: "cart", restart: "never" }),
    rank: 1,
  };

  it("must say which speaks first", () => {
    expect(problemsBetween([one, { ...one, id: "two" }])).toEqual([
      { place: "two", reason: expect.stringContaining("starts on the same event as “One” and has the same rank") },
    ]);
  });

  it("may have another rank, or another event of the same", () => {
    const elsewhere = on("product.viewed", { oneRunPer: "contact", restart: "never" });
    expect(problemsBetween([one, { ...one, id: "two", rank: 2 }])).toEqual([]);
    expect(problemsBetween([one, { ...one, id: "two", trigger: elsewhere }])).toEqual([]);
  });
});

describe("what works, but nobody would advise", () => {
  const tags = (count: number) => Array.from({ length: count }, (_, index) => addTag(`tag-${index}`, "VIP"));
  const forks = (count: number) =>
    Array.from({ length: count }, (_, index) =>
      branch(`fork-${index}`, inSegment(segmentId), { yes: [addTag(`tag-${index}`, "VIP")] }),
    );
  const segmentId = "0190f3a0-0000-7000-8000-000000000000";

  it.each<[string, WorkflowDefinition, string, string]>([
    ["more than twelve steps", workflow(tags(13)), "steps", "it has 13 steps"],
    ["more than four forks", workflow(forks(5)), "steps", "it forks 5 times"],
    [
      "marketing to who did not agree",
      workflow([mail()], { audience: [reachable, notOrderedSince("trigger")] }),
      "audience",
      "not agreed",
    ],
    ["most of them held out", workflow([mail()], { holdout: 25 }), "holdout", "25 % are not mailed"],
  ])("%s", (_what, definition, place, reason) => {
    expect(warningsOf(definition)).toEqual([{ place, reason: expect.stringContaining(reason) }]);
    expect(problemsOf(definition)).toEqual([]);
  });

  it("says nothing of twelve steps, four forks, or a consent that a fork asks for", () => {
    expect(warningsOf(workflow(tags(12)))).toEqual([]);
    expect(warningsOf(workflow(forks(4)))).toEqual([]);
    const asked = workflow([wait("settle", minutes(15)), branch("agreed", subscribed, { yes: [mail()] })], {
      audience: [reachable],
    });
    expect(warningsOf(asked)).toEqual([]);
  });
});
