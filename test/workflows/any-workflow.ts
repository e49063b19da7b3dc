import fc from "fast-check";
import type { Condition } from "~/workflows/condition";
import type { Exit, SendStep, SetStep, Step, WorkflowDefinition, WorkflowTrigger } from "~/workflows/definition";
import { type TriggerEventName, triggerEvents } from "~/workflows/trigger-events";
import { problemsOf } from "~/workflows/validate";

/**
 * Workflows as nobody would write them: trees of all ten kinds of steps, each fork asking of what comes before it.
 * A tree is drawn without names, then named in the order in which it stands, so that it can refer to itself.
 */

type Plan =
  | { readonly kind: "wait"; readonly minutes: number }
  | { readonly kind: "wait-until"; readonly hour: number; readonly weekday: number | null }
  | { readonly kind: "wait-for"; readonly event: TriggerEventName; readonly hours: number }
  | { readonly kind: "send"; readonly mail: MailPlan }
  | { readonly kind: "question"; readonly mail: MailPlan; readonly ways: readonly Way[]; readonly hours: number }
  | { readonly kind: "branch"; readonly ask: Ask; readonly yes: Way; readonly no: Way }
  | { readonly kind: "split"; readonly arms: readonly { readonly weight: number; readonly way: Way }[] }
  | { readonly kind: "set"; readonly what: SetStep["what"] }
  | { readonly kind: "call" }
  | { readonly kind: "exit" };

type Way = readonly Plan[];

interface MailPlan {
  readonly isOff: boolean;
  readonly hours: number;
}

/** `of` counts back through the steps that can be asked about. */
interface Ask {
  readonly is: "clicked" | "opened" | "answered" | "happened" | "orders-count" | "subscribed" | "field";
  readonly of: number;
  readonly isNot: boolean;
}

const mailPlan: fc.Arbitrary<MailPlan> = fc.record({
  isOff: fc.nat(5).map((dice) => dice === 0),
  hours: fc.integer({ min: 1, max: 100 }),
});

const ask: fc.Arbitrary<Ask> = fc.record({
  is: fc.constantFrom("clicked", "clicked", "opened", "answered", "happened", "orders-count", "subscribed", "field"),
  of: fc.nat(3),
  isNot: fc.boolean(),
});

const hours = fc.integer({ min: 1, max: 200 });

const leaf: fc.Arbitrary<Plan> = fc.oneof(
  { weight: 3, arbitrary: fc.record({ kind: fc.constant("wait"), minutes: fc.integer({ min: 1, max: 10_000 }) }) },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant("wait-until"),
      hour: fc.integer({ min: 0, max: 23 }),
      weekday: fc.option(fc.integer({ min: 1, max: 7 })),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constant("wait-for"), event: fc.constantFrom(...triggerEvents), hours }),
  },
  { weight: 4, arbitrary: fc.record({ kind: fc.constant("send"), mail: mailPlan }) },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant("set"),
      what: fc.constantFrom<SetStep["what"]>(
        { is: "field", field: "seen", to: true },
        { is: "tag", tag: "VIP", on: true },
        { is: "sunset" },
      ),
    }),
  },
  { weight: 1, arbitrary: fc.constant({ kind: "call" }) },
  { weight: 1, arbitrary: fc.constant({ kind: "exit" }) },
);

const wait = { kind: "wait", minutes: 600 } as const;

const { way } = fc.letrec<{ way: Way; plan: Plan }>((tie) => ({
  way: fc.oneof(
    { depthIdentifier: "steps" },
    { weight: 3, arbitrary: fc.array(tie("plan"), { maxLength: 4, depthIdentifier: "steps" }) },
    // As people write them: a mail, a wait, and what comes of it, while one way waits on.
    {
      weight: 1,
      arbitrary: fc
        .record({ mail: mailPlan, isNot: fc.boolean(), yes: tie("way"), no: tie("way"), after: tie("way") })
        .map(({ mail, isNot, yes, no, after }): Way => {
          const ask = { is: "clicked", of: 0, isNot } as const;
          return [{ kind: "send", mail }, wait, { kind: "branch", ask, yes, no: [wait, ...no] }, ...after];
        }),
    },
  ),
  plan: fc.oneof(
    { depthSize: "small", maxDepth: 3, depthIdentifier: "steps" },
    { weight: 3, arbitrary: leaf },
    { weight: 2, arbitrary: fc.record({ kind: fc.constant("branch"), ask, yes: tie("way"), no: tie("way") }) },
    {
      weight: 1,
      arbitrary: fc.record({
        kind: fc.constant("question"),
        mail: mailPlan,
        ways: fc.array(tie("way"), { minLength: 3, maxLength: 3 }),
        hours,
      }),
    },
    {
      weight: 1,
      arbitrary: fc.record({
        kind: fc.constant("split"),
        arms: fc.array(fc.record({ weight: fc.integer({ min: 1, max: 100 }), way: tie("way") }), {
          minLength: 2,
          maxLength: 3,
        }),
      }),
    },
  ),
}));

/** What there is a run per, and what its event can have: two of everything. */
const triggers: Readonly<Record<TriggerEventName, readonly WorkflowTrigger["oneRunPer"][]>> = {
  "customer.created": ["contact"],
  "product.viewed": ["contact", "product"],
  "cart.updated": ["cart", "contact"],
  "checkout.updated": ["checkout", "cart", "contact", "product"],
  "order.created": ["order", "contact"],
  "order.fulfilled": ["order", "contact"],
  "order.delivered": ["order"],
  "order.cancelled": ["order"],
  "order.refunded": ["order", "contact"],
  "contact.inactive": ["contact"],
  "segment.entered": ["contact"],
  "segment.left": ["contact"],
  "stage.changed": ["contact"],
  "date.reached": ["contact"],
  "product.restocked": ["product"],
  "price.dropped": ["product", "contact"],
  "replenishment.due": ["product"],
  "custom.happened": ["contact"],
};

const trigger: fc.Arbitrary<WorkflowTrigger> = fc
  .record({
    event: fc.constantFrom<TriggerEventName>(...triggerEvents, "checkout.updated", "cart.updated", "order.created"),
    per: fc.nat(3),
    restart: fc.constantFrom("until-first-send", "never"),
    again: fc.option(fc.integer({ min: 1, max: 20 })),
  })
  .map(({ event, per, restart, again }) => {
    const possible = triggers[event];
    const oneRunPer = possible[per % possible.length] ?? "contact";
    return { event, oneRunPer, restart, where: [], ...(again === null ? {} : { again: { days: again } }) };
  });

const exits: readonly Exit[] = [
  { on: "order.created", same: "checkout" },
  { on: "order.created", same: "cart" },
  { on: "order.created", same: "product" },
  { on: "order.cancelled", same: "order" },
  { on: "order.refunded", same: "contact" },
];

const audience: readonly Condition[] = [
  { is: "reachable" },
  { is: "subscribed" },
  { is: "not-ordered-since", since: "trigger" },
  { is: "not", of: { is: "stage", of: ["lost"] } },
];

/** A workflow that may be turned on: problemsOf has nothing against it. */
export const anyWorkflow: fc.Arbitrary<WorkflowDefinition> = fc
  .record({
    id: fc.constantFrom("one", "another"),
    trigger,
    audience: fc.subarray([...audience]),
    exits: fc.subarray([...exits]),
    endsOnOrder: fc.boolean(),
    isRecovery: fc.boolean(),
    rank: fc.integer({ min: 1, max: 3 }),
    holdout: fc.constantFrom(0, 0, 50),
    lastsAtMost: fc.option(fc.integer({ min: 1, max: 30 }), { freq: 3 }),
    steps: way,
  })
  .map(({ endsOnOrder, isRecovery, lastsAtMost, steps, ...drawn }): WorkflowDefinition => {
    const reminds = isRecovery || ["checkout.updated", "cart.updated"].includes(drawn.trigger.event);
    const onOrder: Exit[] = endsOnOrder || reminds ? [{ on: "order.created", same: "contact" }] : [];
    return {
      ...drawn,
      title: `Workflow ${drawn.id}`,
      summary: "Drawn by chance.",
      stage: "consideration",
      topic: "reminders",
      exits: [...drawn.exits, ...onOrder, { on: "consent.changed", same: "contact" }],
      ...(isRecovery ? { group: "recovery" } : {}),
      ...(lastsAtMost === null ? {} : { lastsAtMost: { days: lastsAtMost } }),
      steps: withSomethingAtTheEnd(nameWays()(steps)),
    };
  })
  .filter((definition) => problemsOf(definition).length === 0);

/** Gives the plans their names, and makes each question about a step that stands before it. */
function nameWays(): (way: Way) => Step[] {
  let last = 0;
  const named = (kind: string) => {
    last += 1;
    return `${kind}-${last}`;
  };
  const mails: string[] = [];
  const questions: string[] = [];
  const waits: string[] = [];
  const before = (names: readonly string[], back: number) => names[names.length - 1 - (back % (names.length || 1))];

  const conditionOf = ({ is, of, isNot }: Ask): Condition => {
    const step = before({ clicked: mails, opened: mails, answered: questions, happened: waits }[String(is)] ?? [], of);
    const simple = simpleOf(is, step);
    return isNot ? { is: "not", of: simple } : simple;
  };
  const stepOf = (plan: Plan): Step => {
    const name = named(plan.kind);
    switch (plan.kind) {
      case "wait":
        return { kind: "wait", name, for: { minutes: plan.minutes } };
      case "wait-until":
        return {
          kind: "wait-until",
          name,
          hour: plan.hour,
          ...(plan.weekday === null ? {} : { weekday: plan.weekday }),
        };
      case "wait-for":
        waits.push(name);
        return { kind: "wait-for", name, event: plan.event, where: [], atMost: { hours: plan.hours } };
      case "send":
        mails.push(name);
        return { kind: "send", ...mailOf(name, plan.mail) };
      case "question": {
        mails.push(name);
        questions.push(name);
        const [otherwise = [], ...ways] = plan.ways;
        return {
          kind: "question",
          ...mailOf(name, plan.mail),
          within: { hours: plan.hours },
          answers: ways.map((way, index) => ({ name: answers[index] ?? "", label: "An answer", steps: stepsOf(way) })),
          otherwise: stepsOf(otherwise),
        };
      }
      case "branch": {
        const when = conditionOf(plan.ask);
        const isEmpty = plan.yes.length + plan.no.length === 0;
        const yes = stepsOf(isEmpty ? [{ kind: "call" }] : plan.yes);
        return { kind: "branch", name, when, yes, no: stepsOf(plan.no) };
      }
      case "split":
        return {
          kind: "split",
          name,
          arms: plan.arms.map(({ weight, way }, index) => ({
            name: `arm-${index}`,
            label: `Arm ${index}`,
            weight,
            steps: stepsOf(way),
          })),
        };
      case "set":
        return { kind: "set", name, what: plan.what };
      case "call":
        return { kind: "call", name, to: { is: "flow" } };
      case "exit":
        return { kind: "exit", name };
    }
  };
  /** What stands behind an end would be unreachable. */
  const stepsOf = (way: Way): Step[] => {
    const steps: Step[] = [];
    for (const plan of way) {
      const step = stepOf(plan);
      steps.push(step);
      if (isTheEnd(step)) break;
    }
    return steps;
  };
  return stepsOf;
}

/** The names that every question's answers have, and one that none has. */
export const answers: readonly string[] = ["lamps", "vases", "rugs"];

function simpleOf(is: Ask["is"], step: string | undefined): Exclude<Condition, { is: "not" }> {
  if (is === "orders-count") return { is, op: "at-least", count: 1 };
  if (is === "field") return { is, field: "title", op: "is", value: "Lamp" };
  if (is === "subscribed" || step === undefined) return { is: "subscribed" };
  return is === "answered" ? { is, step, answer: answers[0] ?? "" } : { is, step };
}

function mailOf(name: string, { isOff, hours }: MailPlan): Omit<SendStep, "kind"> {
  return {
    name,
    template: "welcome-picks",
    class: "marketing",
    recommendations: 2,
    picks: "new",
    usefulFor: { hours },
    isOff,
  };
}

/** Behind the last wait something must follow, and a workflow must do something. */
function withSomethingAtTheEnd(steps: readonly Step[]): Step[] {
  if (steps.some(isTheEnd)) return [...steps];
  return [...steps, { kind: "send", ...mailOf("the-end", { isOff: false, hours: 1 }) }];
}

function isTheEnd(step: Step): boolean {
  switch (step.kind) {
    case "exit":
      return true;
    case "branch":
      return [step.yes, step.no].every((way) => way.some(isTheEnd));
    case "split":
      return step.arms.every(({ steps }) => steps.some(isTheEnd));
    case "question":
      return [step.otherwise, ...step.answers.map(({ steps }) => steps)].every((way) => way.some(isTheEnd));
    default:
      return false;
  }
}
