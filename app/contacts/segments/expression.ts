import { z } from "zod";
import { stages } from "../lifecycle";

/**
 * A segment's rule as data: conditions in groups, all, any or none of which hold. It is stored whole, told in
 * a sentence (sentence.ts) and asked of the database (compile.ts). A merchant reads the messages.
 */

/** How deep groups may stand in groups, the outermost counted, and how many conditions a rule may have. */
export const MOST_LEVELS = 3;
export const MOST_CONDITIONS = 30;

// PostgreSQL's text holds no zero byte: such a value would fail every later query.
const text = z
  .string()
  .trim()
  .min(1, "Fill this in.")
  .max(200, "At most 200 characters.")
  .refine((value) => !value.includes("\0"), "This holds a character that cannot be stored.");
const texts = z.array(text).min(1, "Choose at least one.").max(50, "At most 50.");
const days = z
  .number("Enter a number of days.")
  .int("Enter whole days.")
  .min(1, "At least one day.")
  .max(3650, "At most ten years.");

/** Something of Shopify's by its id, with what it was called when it was chosen. */
const named = z.strictObject({ id: text, name: text });

const when = z.discriminatedUnion("in", [
  z.strictObject({ in: z.literal("ever") }),
  z.strictObject({ in: z.literal("last"), days }),
  /** Longer ago than so many days. */
  z.strictObject({ in: z.literal("before"), days }),
]);

const times = z
  .strictObject({
    at: z.enum(["least", "most", "exactly"]),
    count: z
      .number("Enter a number.")
      .int("Enter a whole number.")
      .min(0, "Not less than 0.")
      .max(10_000, "At most 10,000."),
  })
  .refine(({ at, count }) => at !== "least" || count > 0, {
    path: ["count"],
    message: "At least 0 times is true of everyone.",
  });

const about = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("any") }),
  z.strictObject({
    kind: z.literal("product"),
    of: z.array(named).min(1, "Choose at least one.").max(50, "At most 50."),
  }),
  z.strictObject({ kind: z.literal("collection"), of: texts }),
  z.strictObject({ kind: z.literal("tag"), of: texts }),
]);

const did = z.strictObject({
  is: z.literal("did"),
  what: z.enum(["viewed", "carted", "checked-out", "ordered"]),
  about,
  times,
  when,
});

/** What they did with our mails: each mail counts once. */
const reacted = z.strictObject({ is: z.literal("reacted"), what: z.enum(["opened", "clicked"]), times, when });

/** What another system told us by the public events API, by the name that it gave. */
const reported = z.strictObject({ is: z.literal("reported"), event: text, times, when });

const spent = z
  .strictObject({
    is: z.literal("spent"),
    at: z.enum(["least", "most"]),
    /** In minor units of the shop's currency. */
    amountMinor: z
      .number("Enter an amount.")
      .int("Enter an amount.")
      .min(0, "Not less than 0.")
      .max(1e15, "This is too much."),
    about,
    when,
  })
  .refine(({ at, amountMinor }) => at !== "least" || amountMinor > 0, {
    path: ["amountMinor"],
    message: "At least 0 is true of everyone.",
  });

const stage = z.strictObject({ is: z.literal("stage"), of: z.array(z.enum(stages)).min(1, "Choose at least one.") });

const intent = z
  .strictObject({
    is: z.literal("intent"),
    at: z.enum(["least", "most"]),
    /** See intent.ts for what the points are. */
    score: z.number("Enter a number of points.").min(0, "Not less than 0.").max(100_000, "This is too much."),
  })
  .refine(({ at, score }) => at !== "least" || score > 0, {
    path: ["score"],
    message: "At least 0 is true of everyone.",
  });

/** Compared without regard to case. A language also stands for its dialects: "de" for "de-AT". */
const profile = z.strictObject({
  is: z.literal("profile"),
  field: z.enum(["country", "region", "city", "language"]),
  of: texts,
});

/** Customer tags, compared without regard to case as Shopify does. */
const tagged = z.strictObject({ is: z.literal("tagged"), of: texts });

/** A field that another system told us. */
const custom = z.strictObject({
  is: z.literal("custom"),
  field: text,
  test: z.discriminatedUnion("at", [
    z.strictObject({ at: z.literal("one-of"), of: texts }),
    z.strictObject({ at: z.enum(["least", "most"]), number: z.number("Enter a number.") }),
    z.strictObject({ at: z.literal("known") }),
  ]),
});

export const consents = ["SUBSCRIBED", "PENDING", "NOT_SUBSCRIBED", "UNSUBSCRIBED"] as const;

const consent = z.strictObject({
  is: z.literal("consent"),
  of: z.array(z.enum(consents)).min(1, "Choose at least one."),
});

const shopifySegment = z.strictObject({ is: z.literal("shopify-segment"), segment: named });

const group = z.strictObject({
  is: z.literal("group"),
  match: z.enum(["all", "any", "none"]),
  get rules(): z.ZodArray<z.ZodType<Rule>> {
    return z.array(rule).min(1, "Add a condition here.");
  },
});

const conditions = [
  did,
  reacted,
  reported,
  spent,
  stage,
  intent,
  profile,
  tagged,
  custom,
  consent,
  shopifySegment,
] as const;

const rule = z.discriminatedUnion("is", [...conditions, group]);

export type Condition = z.infer<(typeof conditions)[number]>;
export interface Group {
  is: "group";
  match: "all" | "any" | "none";
  rules: Rule[];
}
export type Rule = Condition | Group;
export type When = z.infer<typeof when>;
export type Times = z.infer<typeof times>;
export type About = z.infer<typeof about>;

/** A whole rule. Refuses one that stands deeper or is longer than a merchant could read. */
export const segmentRule: z.ZodType<Group> = group.superRefine((whole, context) => {
  if (levels(whole) > MOST_LEVELS) {
    context.addIssue({ code: "custom", message: `Groups may stand ${MOST_LEVELS} deep at the most.` });
  }
  if (conditionsOf(whole).length > MOST_CONDITIONS) {
    context.addIssue({ code: "custom", message: `A segment may have ${MOST_CONDITIONS} conditions at the most.` });
  }
});

/** All conditions of a rule, in the order in which they are read. */
export function conditionsOf(rule: Rule): Condition[] {
  return rule.is === "group" ? rule.rules.flatMap(conditionsOf) : [rule];
}

/** The ids of the Shopify segments that a rule asks for. */
export function shopifySegmentsOf(rule: Rule): string[] {
  return conditionsOf(rule).flatMap((one) => (one.is === "shopify-segment" ? one.segment.id : []));
}

function levels(rule: Rule): number {
  return rule.is === "group" ? 1 + Math.max(0, ...rule.rules.map(levels)) : 0;
}
