import { z } from "zod";
import type { StepChange, WorkflowChanges } from "./changes";
import { condition } from "./condition";
import type { WorkflowDuration } from "./definition";
import { type OfferFields, offerFault, offerFields, offerOf } from "./read-offer";
import type { Problem } from "./validate";

/** A form's fields, by their names. */
export type Fields = Readonly<Record<string, string>>;

export type ReadChanges =
  | { readonly ok: true; readonly changes: WorkflowChanges }
  | { readonly ok: false; readonly problems: readonly Problem[] };

const whole = (what: string) => z.coerce.number(`${what} must be a number.`).int(`${what} must be a whole number.`);

const length = z.object({
  amount: whole("How long").min(1, "Enter at least 1.").max(525_600, "This is too long."),
  unit: z.enum(["minutes", "hours", "days"]),
});

const hour = whole("The hour").min(0, "The hour is from 0 to 23.").max(23, "The hour is from 0 to 23.");

const waitUntil = z.object({ hour, weekday: z.union([z.literal("").transform(() => null), whole("The day")]) });

const mail = z.object({
  subject: z.string().max(150, "A subject has at most 150 characters."),
  ...offerFields,
  isOff: z.stringbool(),
  isShopifysOff: z.stringbool().default(false),
  /** Absent where a mail recommends nothing. */
  collection: z.string().trim().max(255, "A collection's title has at most 255 characters.").optional(),
});

function refuseOffer(fields: OfferFields, context: z.RefinementCtx): void {
  const fault = offerFault(fields);
  if (fault) context.addIssue(fault);
}

const json = z.string().transform((text, context): unknown => {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    context.addIssue("This could not be read. Nothing was changed.");
    return z.NEVER;
  }
});

const unfinished = "Finish the condition: something is still to be chosen.";

/** Reads what a merchant set a step to. Money is in the shop's currency. */
export function readStepChange(step: string, kind: string, fields: Fields, currency: string): ReadChanges {
  const read = stepChange(kind, fields, currency);
  if (!read) return { ok: false, problems: [{ place: step, reason: "This step has no settings." }] };
  if (read.success) return { ok: true, changes: { steps: { [step]: read.data } } };
  return refused(step, read.error);
}

function stepChange(kind: string, fields: Fields, currency: string): z.ZodSafeParseResult<StepChange> | null {
  switch (kind) {
    case "wait":
      return length.transform((long) => ({ kind, for: durationOf(long) }) as const).safeParse(fields);
    case "wait-for":
      return length.transform((long) => ({ kind, atMost: durationOf(long) }) as const).safeParse(fields);
    case "wait-until":
      return waitUntil.transform((moment) => ({ kind, ...moment }) as const).safeParse(fields);
    case "branch":
      return z
        .object({ when: json.pipe(z.unknown()).refine((one) => condition.safeParse(one).success, unfinished) })
        .transform(({ when }) => ({ kind, when: condition.parse(when) }) as const)
        .safeParse(fields);
    case "split":
      return z
        .object({ weight: z.record(z.string(), weight), label: z.record(z.string(), label) })
        .transform(({ weight, label }) => {
          const arms = Object.entries(weight).map(([name, share]) => [
            name,
            { weight: share, label: label[name] ?? name },
          ]);
          return { kind, arms: Object.fromEntries(arms) } as const;
        })
        .safeParse({ weight: under("weight", fields), label: under("label", fields) });
    case "send":
      return mail
        .superRefine(refuseOffer)
        .transform((set) => ({ kind, ...mailChange(set, currency) }) as const)
        .safeParse(fields);
    case "question":
      return mail
        .extend(length.shape)
        .extend({ answers: z.record(z.string(), label) })
        .superRefine(refuseOffer)
        .transform(
          ({ answers, ...set }) => ({ kind, ...mailChange(set, currency), within: durationOf(set), answers }) as const,
        )
        .safeParse({ ...fields, answers: under("answer", fields) });
    default:
      return null;
  }
}

const weight = whole("A share").min(1, "A share is from 1 to 100.").max(100, "A share is from 1 to 100.");
const label = z.string().trim().min(1, "Give it a name.").max(60, "A name has at most 60 characters.");

/** Reads who gets it: all conditions of the merchant's own. */
export function readAudience(text: string): ReadChanges {
  const read = json.pipe(z.array(z.unknown()).max(15, "At most 15 conditions.")).safeParse(text);
  if (!read.success) return refused("audience", read.error);
  const conditions = read.data.map((one) => condition.safeParse(one));
  if (conditions.some(({ success }) => !success)) {
    return { ok: false, problems: [{ place: "audience", reason: unfinished }] };
  }
  return { ok: true, changes: { audience: conditions.flatMap(({ data }) => data ?? []) } };
}

const limits = z
  .object({
    holdout: whole("The share held out")
      .min(0, "The share held out is from 0 to 50 %.")
      .max(50, "The share held out is from 0 to 50 %."),
    mails: z.union([
      z.literal("").transform(() => null),
      whole("The number of mails").min(1, "At least one mail.").max(20, "At most 20 mails."),
    ]),
    ...length.shape,
    from: z.union([z.literal("").transform(() => null), hour]),
    to: whole("The hour").min(1, "The window ends from 1 to 24.").max(24, "The window ends from 1 to 24."),
  })
  .refine(({ from, to }) => from === null || from !== to % 24, "The window must be open for at least an hour.");

/** Reads holdout, cap and window. */
export function readLimits(fields: Fields): ReadChanges {
  const read = limits.safeParse(fields);
  if (!read.success) return refused("limits", read.error);
  const { holdout, mails, from, to } = read.data;
  return {
    ok: true,
    changes: {
      holdout,
      cap: mails === null ? null : { mails, per: durationOf(read.data) },
      window: from === null ? null : { from, to },
    },
  };
}

const durationOf = ({ amount, unit }: z.infer<typeof length>): WorkflowDuration => ({ [unit]: amount });

function mailChange({ subject, isOff, isShopifysOff, collection, ...offer }: z.infer<typeof mail>, currency: string) {
  const set = { subject, incentive: offerOf(offer, currency), isOff, isShopifysOff };
  return collection === undefined ? set : { ...set, collection };
}

/** The fields "label.a", "label.b" as { a, b }. */
function under(prefix: string, fields: Fields): Fields {
  return Object.fromEntries(
    Object.entries(fields).flatMap(([name, value]) =>
      name.startsWith(`${prefix}.`) ? [[name.slice(prefix.length + 1), value]] : [],
    ),
  );
}

const refused = (place: string, { issues }: z.ZodError): ReadChanges => ({
  ok: false,
  problems: issues.map(({ message }) => ({ place, reason: message })),
});
