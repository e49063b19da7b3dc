import { z } from "zod";
import { isTemplateKey, type TemplateKey } from "~/content/templates";
import { mailTopics } from "~/delivery/mail-topics";
import { type Condition, condition } from "./condition";
import { fieldTest } from "./field-test";
import { triggerEvents } from "./trigger-events";

/**
 * A workflow as data: it is stored whole with each version, printed as a picture, compared, and replayed.
 * Its steps are a tree, so that a loop cannot be written down. Step names are its persistent keys: for resuming, for
 * one message a step, for reports.
 */
const duration = z.strictObject({
  days: z.number().int().min(0).max(730).optional(),
  hours: z.number().int().min(0).max(8760).optional(),
  minutes: z.number().int().min(0).max(525_600).optional(),
});

export type WorkflowDuration = Readonly<z.infer<typeof duration>>;

const name = z.string().regex(/^[a-z][a-z0-9-]{0,39}$/, "a step's name is lower-case words joined by dashes");
const label = z.string().trim().min(1).max(60);

const trigger = z.strictObject({
  event: z.enum(triggerEvents),
  /** What there is one run per: see run-key.ts. */
  oneRunPer: z.enum(["checkout", "cart", "order", "product", "contact"]),
  /** Whether a repeated trigger starts the waiting anew. */
  restart: z.enum(["until-first-send", "never"]),
  /** How long after they last began they may begin again; absent: once and never again. */
  again: duration.optional(),
  /** Only events of which all of these are true. */
  where: z.array(fieldTest).max(10).default([]),
});

/** What ends a run at once, wherever it is. `same`: how the event must belong to what the run is about. */
const exit = z.strictObject({
  on: z.enum(["order.created", "order.cancelled", "order.refunded", "consent.changed"]),
  same: z.enum(["checkout", "cart", "contact", "order", "product"]),
});

const waitStep = z.strictObject({ kind: z.literal("wait"), name, for: duration });

/** Until an hour of the contact's own day, of a weekday (1 is Monday) if one is named. */
const waitUntilStep = z.strictObject({
  kind: z.literal("wait-until"),
  name,
  hour: z.number().int().min(0).max(23),
  weekday: z.number().int().min(1).max(7).optional(),
});

/** Until something happens to the contact, or the time is up; `happened` asks afterwards which it was. */
const waitForStep = z.strictObject({
  kind: z.literal("wait-for"),
  name,
  event: z.enum(triggerEvents),
  where: z.array(fieldTest).max(10).default([]),
  atMost: duration,
});

/** Who may have an offer, by address: "CH", or "CA-BE" for a region; absent: everybody. */
const onlyIn = z
  .array(z.string().regex(/^[A-Z]{2}(-[A-Z0-9]{1,3})?$/, "a country is two capital letters, as in CH or CA-BE"))
  .min(1)
  .max(60)
  .optional();

/** A code that the merchant made in Shopify, the same for everybody. Without its kind in versions of former days. */
const sharedIncentive = z.strictObject({
  kind: z.literal("shared").optional(),
  code: z.string().trim().min(1).max(60),
  offer: z.string().trim().min(1).max(80),
  onlyIn,
});

/** A code of one's own, for one order, that Waypost makes in Shopify. Money is in the shop's currency. */
const uniqueIncentive = z
  .strictObject({
    kind: z.literal("unique"),
    percent: z.number().int().min(1).max(100).optional(),
    amountMinor: z.number().int().min(1).max(100_000_000).optional(),
    /** The least that it is good for; the mail says its very end. */
    validFor: duration,
    minimumMinor: z.number().int().min(1).max(1_000_000_000).optional(),
    /** What becomes of the mail when Shopify makes no code. */
    whenMintFails: z.enum(["send-without", "defer"]),
    onlyIn,
  })
  .refine(
    ({ percent, amountMinor }) => (percent === undefined) !== (amountMinor === undefined),
    "an offer takes off a share or an amount, one of both",
  );

/** An offer that a mail shows. */
const incentive = z.union([uniqueIncentive, sharedIncentive]);

const mail = {
  name,
  template: z.custom<TemplateKey>((key) => typeof key === "string" && isTemplateKey(key), "there is no such mail"),
  class: z.enum(["marketing", "transactional", "requested"]),
  recommendations: z.number().int().min(0).max(8),
  /**
   * Which products: those that go with what the run is about, similar ones, those that its contact is likeliest to want,
   * or the shop's best sellers or new ones.
   */
  picks: z.enum(["going-together", "similar", "for-this-contact", "best-sellers", "new"]).default("going-together"),
  /** Only products of this collection, by its title. */
  collection: z.string().trim().min(1).max(255).optional(),
  /** How long after it became due the mail still makes sense; past it: "not sent: too late". */
  usefulFor: duration,
  /** The merchant's own subject; the template's when absent. */
  subject: z.string().max(150).optional(),
  incentive: incentive.optional(),
  /** The merchant left this mail out: whoever comes here goes on without it. */
  isOff: z.boolean().default(false),
};

const sendStep = z.strictObject({ kind: z.literal("send"), ...mail });

const setStep = z.strictObject({
  kind: z.literal("set"),
  name,
  what: z.discriminatedUnion("is", [
    z.strictObject({
      is: z.literal("field"),
      field: z.string().trim().min(1).max(60),
      to: z.union([z.string().max(500), z.number(), z.boolean(), z.null()]),
    }),
    z.strictObject({ is: z.literal("tag"), tag: z.string().trim().min(1).max(40), on: z.boolean() }),
    /** Stops marketing mail to somebody who answers none, until they are heard of again. */
    z.strictObject({ is: z.literal("sunset") }),
  ]),
});

const callStep = z.strictObject({
  kind: z.literal("call"),
  name,
  to: z.discriminatedUnion("is", [
    /** https; this machine's own name is for development, and refused when it is called in production. */
    z.strictObject({
      is: z.literal("webhook"),
      url: z
        .url()
        .max(2_000)
        .regex(/^(https:\/\/|http:\/\/localhost[:/])/, "a web address begins with https://"),
    }),
    z.strictObject({ is: z.literal("flow") }),
  ]),
});

const exitStep = z.strictObject({ kind: z.literal("exit"), name });

const steps: z.ZodType<Step[]> = z.lazy(() => z.array(step).max(40));

const branchStep = z.strictObject({ kind: z.literal("branch"), name, when: condition, yes: steps, no: steps });

/** Alternatives by chance, for experiments: the same contact always goes the same way. */
const splitStep = z.strictObject({
  kind: z.literal("split"),
  name,
  arms: z
    .array(z.strictObject({ name, label, weight: z.number().int().min(1).max(100), steps }))
    .min(2)
    .max(6),
});

/** A mail in which the shopper taps an answer; the answer decides the way, or, unanswered in time, `otherwise`. */
const questionStep = z.strictObject({
  kind: z.literal("question"),
  ...mail,
  answers: z.array(z.strictObject({ name, label, steps })).min(2).max(6),
  within: duration,
  otherwise: steps,
});

const step = z.discriminatedUnion("kind", [
  waitStep,
  waitUntilStep,
  waitForStep,
  sendStep,
  questionStep,
  branchStep,
  splitStep,
  setStep,
  callStep,
  exitStep,
]);

export const workflowDefinition = z.strictObject({
  id: name,
  title: z.string().min(1).max(80),
  summary: z.string().min(1).max(300),
  stage: z.enum(["awareness", "consideration", "purchase", "retention", "loyalty"]),
  /** What its marketing mails are, where shoppers choose which they want. */
  topic: z.enum(mailTopics),
  trigger,
  audience: z.array(condition).max(20),
  exits: z.array(exit).max(10),
  /**
   * `recovery`: at most one of these workflows speaks to a contact about the same products; the rank decides which.
   */
  group: z.enum(["recovery"]).optional(),
  /** Who speaks first when several want to: the lower number. A shop may set its own order. */
  rank: z.number().int().min(1).max(1_000),
  /** Per cent of contacts who are deliberately not mailed, so that what the mails bring can be measured. */
  holdout: z.number().int().min(0).max(50).default(0),
  /** Marketing mails that this workflow sends one contact at the most. */
  cap: z.strictObject({ mails: z.number().int().min(1).max(20), per: duration }).optional(),
  /** However it waits, it ends so long after it began: what is older helps nobody. */
  lastsAtMost: duration.optional(),
  /** Hours of the contact's day in which its mails may leave, beside the shop's quiet hours. */
  window: z.strictObject({ from: z.number().int().min(0).max(23), to: z.number().int().min(1).max(24) }).optional(),
  steps,
});

export type WorkflowDefinition = z.infer<typeof workflowDefinition>;
export type WorkflowTrigger = z.infer<typeof trigger>;
export type Exit = z.infer<typeof exit>;
export type Incentive = z.infer<typeof incentive>;
export type UniqueIncentive = z.infer<typeof uniqueIncentive>;

export type WaitStep = z.infer<typeof waitStep>;
export type WaitUntilStep = z.infer<typeof waitUntilStep>;
export type WaitForStep = z.infer<typeof waitForStep>;
export type SendStep = z.infer<typeof sendStep>;
export type SetStep = z.infer<typeof setStep>;
export type CallStep = z.infer<typeof callStep>;
export type ExitStep = z.infer<typeof exitStep>;

export interface BranchStep {
  kind: "branch";
  name: string;
  when: Condition;
  yes: Step[];
  no: Step[];
}

export interface SplitStep {
  kind: "split";
  name: string;
  arms: { name: string; label: string; weight: number; steps: Step[] }[];
}

export interface QuestionStep extends Omit<SendStep, "kind"> {
  kind: "question";
  answers: { name: string; label: string; steps: Step[] }[];
  within: WorkflowDuration;
  otherwise: Step[];
}

export type Step =
  | WaitStep
  | WaitUntilStep
  | WaitForStep
  | SendStep
  | QuestionStep
  | BranchStep
  | SplitStep
  | SetStep
  | CallStep
  | ExitStep;

/** A step that makes a mail. */
export type MailStep = SendStep | QuestionStep;
