import { intentLevels } from "../intent";
import type { Condition, Group } from "./expression";

/** A ready-made rule to start from. */
export interface Suggestion {
  /** In the address of the page that begins with it. */
  readonly key: string;
  readonly name: string;
  /** What it is good for. */
  readonly purpose: string;
  readonly rule: Group;
}

const all = (...rules: Condition[]): Group => ({ is: "group", match: "all", rules });

const agreed: Condition = { is: "consent", of: ["SUBSCRIBED"] };

function did(what: "viewed" | "ordered", at: "least" | "exactly", count: number, days?: number): Condition {
  const when = days === undefined ? ({ in: "ever" } as const) : ({ in: "last", days } as const);
  return { is: "did", what, about: { kind: "any" }, times: { at, count }, when };
}

/** Questions that most shops ask, in the order of a customer's way. */
export const suggestions: readonly Suggestion[] = [
  {
    key: "never-ordered",
    name: "Subscribed but never ordered",
    purpose: "They want to hear from you, and have yet to find a reason to buy.",
    rule: all(agreed, did("ordered", "exactly", 0)),
  },
  {
    key: "looked",
    name: "Looked this week, did not buy",
    purpose: "Something caught their eye a few days ago.",
    rule: all(did("viewed", "least", 1, 7), did("ordered", "exactly", 0, 7)),
  },
  {
    key: "warm",
    name: "Warm right now",
    purpose: "What they did lately says that they mean to buy.",
    rule: all(agreed, { is: "intent", at: "least", score: intentLevels.high }),
  },
  {
    key: "once",
    name: "Ordered once, a month ago",
    purpose: "The second order decides whether somebody stays.",
    rule: all(did("ordered", "exactly", 1), did("ordered", "exactly", 0, 30)),
  },
  {
    key: "vips",
    name: "VIPs",
    purpose: "Your loyal customers: who comes most often or spends most.",
    rule: all({ is: "stage", of: ["loyal"] }),
  },
  {
    key: "slipping",
    name: "Slipping away",
    purpose: "They used to come back, and are late.",
    rule: all(agreed, { is: "stage", of: ["at-risk", "lapsed"] }),
  },
];

/** A rule with nothing in it but one plain question. */
export const blankRule: Group = all(did("ordered", "least", 1));
