import { z } from "zod";
import { isTemplateKey, type TemplateKey } from "~/content/templates";

/**
 * A workflow as data: it is stored whole with each version, printed as a picture, compared, and replayed.
 * Step names are its persistent keys: for resuming, for one message a step, for reports.
 */
const duration = z.strictObject({
  days: z.number().int().min(0).max(365).optional(),
  hours: z.number().int().min(0).max(8760).optional(),
  minutes: z.number().int().min(0).max(525_600).optional(),
});

const name = z.string().regex(/^[a-z][a-z0-9-]{0,39}$/, "a step's name is lower-case words joined by dashes");

const condition = z.discriminatedUnion("is", [
  z.strictObject({ is: z.literal("subscribed") }),
  z.strictObject({ is: z.literal("reachable") }),
  z.strictObject({ is: z.literal("online-checkout") }),
  z.strictObject({ is: z.literal("something-in-checkout") }),
  z.strictObject({ is: z.literal("not-ordered-since"), since: z.literal("trigger") }),
  z.strictObject({ is: z.literal("in-segment"), segmentId: z.uuid() }),
]);

const exit = z.strictObject({ on: z.literal("order.created"), same: z.enum(["checkout", "contact"]) });

const waitStep = z.strictObject({ kind: z.literal("wait"), name, for: duration });

const sendStep = z.strictObject({
  kind: z.literal("send"),
  name,
  template: z.custom<TemplateKey>((key) => typeof key === "string" && isTemplateKey(key), "there is no such mail"),
  class: z.enum(["marketing", "transactional"]),
  recommendations: z.number().int().min(0).max(8),
  /** How long after it became due the mail still makes sense; past it: "not sent: too late". */
  usefulFor: duration,
  /** The merchant's own subject; the template's when absent. */
  subject: z.string().max(150).optional(),
});

export const workflowDefinition = z.strictObject({
  id: name,
  title: z.string().min(1),
  summary: z.string().min(1),
  stage: z.enum(["awareness", "consideration", "purchase", "retention", "loyalty"]),
  trigger: z.strictObject({
    event: z.literal("checkout.updated"),
    /** The field of the event's data of which each value has at most one run. */
    oneRunPer: z.literal("token"),
    /** Whether a repeated trigger starts the waiting anew. */
    restart: z.enum(["until-first-send", "never"]),
  }),
  audience: z.array(condition),
  exits: z.array(exit),
  steps: z.array(z.discriminatedUnion("kind", [waitStep, sendStep])).min(1),
});

export type WorkflowDefinition = z.infer<typeof workflowDefinition>;
export type Step = WorkflowDefinition["steps"][number];
export type WaitStep = z.infer<typeof waitStep>;
export type SendStep = z.infer<typeof sendStep>;
export type Condition = z.infer<typeof condition>;
export type Exit = z.infer<typeof exit>;
export type WorkflowDuration = z.infer<typeof duration>;
