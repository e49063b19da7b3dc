import { IANAZone } from "luxon";
import { z } from "zod";
import type { EventData, FlatFields } from "./event";
import { normaliseEmail } from "./normalise-email";

/** What one request may bring. */
export const MOST_API_EVENTS = 100;
const MOST_FIELDS = 50;
/** How far another system's clock may run ahead of ours. */
const CLOCK_LEEWAY_MS = 5 * 60_000;

/** The name under which somebody asks to be told when a product is back in stock. */
export const STOCK_REQUESTED = "stock.requested";

/** Text that PostgreSQL can keep: no NUL, no half of a character. */
const text = (most: number, least = 1) =>
  z
    .string()
    .min(least)
    .max(most)
    .refine((value) => value.isWellFormed() && !value.includes("\0"), "holds a character that cannot be kept");

const fields = z
  .record(text(60), z.union([text(1000, 0), z.number(), z.boolean(), z.null()]))
  .refine((value) => Object.keys(value).length <= MOST_FIELDS, `has more than ${MOST_FIELDS} fields`)
  .meta({ maxProperties: MOST_FIELDS });

const contact = z
  .strictObject({
    email: text(254)
      .transform((value, context) => {
        const email = normaliseEmail(value);
        if (email === null) context.addIssue("is not an e-mail address");
        return email ?? z.NEVER;
      })
      .optional(),
    customerId: z
      .string()
      .regex(/^(gid:\/\/shopify\/Customer\/)?\d{1,20}$/, "is not the id of a Shopify customer")
      .transform((id) => id.replace("gid://shopify/Customer/", ""))
      .optional()
      .meta({ description: "Shopify's id of the customer, as text: the number, or gid://shopify/Customer/…" }),
  })
  .refine(({ email, customerId }) => email !== undefined || customerId !== undefined, "needs an email or a customerId")
  .meta({ description: "Who it is about. Somebody not yet known becomes a contact.", minProperties: 1 });

const profile = z
  .strictObject({
    firstName: text(100).optional(),
    lastName: text(100).optional(),
    locale: text(35)
      .refine(isLocale, "is not a language tag such as de or pt-BR")
      .optional()
      .meta({ description: "BCP 47", examples: ["de", "pt-BR"] }),
    country: z
      .string()
      .regex(/^[A-Za-z]{2}$/, "is not a country's two letters, such as DE")
      .transform((code) => code.toUpperCase())
      .optional()
      .meta({ description: "ISO 3166-1, two letters" }),
    region: text(100).optional(),
    city: text(100).optional(),
    timezone: text(60)
      .refine((zone) => IANAZone.isValidZone(zone), "is not a time zone such as Europe/Berlin")
      .optional()
      .meta({ description: "IANA", examples: ["Europe/Berlin"] }),
    custom: fields.optional().meta({ description: "Fields of your own. null takes a field away." }),
  })
  .meta({ description: "What is known of them now. For each field the newest telling wins, by occurredAt." });

/** One event of the public API, as it is sent. */
export const apiEvent = z
  .strictObject({
    id: text(128).optional().meta({
      description:
        "Your own id of the event. The same id, sent again with the same key within seven days, changes nothing.",
    }),
    event: text(60)
      .transform((name) => name.trim())
      .refine((name) => name !== "", "is empty")
      .meta({
        description: `What happened, in your words. The merchant reads it. One name is reserved: ${STOCK_REQUESTED}, with the property productId (and variantId), asks to be told when it can be bought again.`,
        examples: ["quiz.finished", STOCK_REQUESTED],
      }),
    occurredAt: z.iso
      .datetime({ offset: true, error: "is not a time such as 2026-11-23T12:00:00Z" })
      .optional()
      .meta({ description: "When it happened; at most five minutes ahead. Without it: when it arrived." }),
    contact,
    properties: fields.optional().meta({ description: "What else is to be known of the event." }),
    profile: profile.optional(),
  })
  .superRefine(({ event, properties = {} }, context) => {
    if (event !== STOCK_REQUESTED) return;
    for (const field of ["productId", "variantId"] as const) {
      const isGiven = properties[field] !== undefined && properties[field] !== null;
      if (!isGiven && field === "variantId") continue;
      if (!isGiven) context.addIssue({ code: "custom", path: ["properties", field], message: "is missing" });
      else if (catalogueId(properties[field]) === null) {
        const message = "is not the id of a product or variant in Shopify";
        context.addIssue({ code: "custom", path: ["properties", field], message });
      }
    }
  })
  .meta({ id: "Event", description: "Something that happened with a person." });

/** One event of the public API, checked: addresses normalised, ids whole. */
export type ApiEvent = z.output<typeof apiEvent>;

/** What is asked for, when the event is the reserved one that asks to be told of stock; else null. */
export function stockRequestOf(name: string, properties: FlatFields): EventData["stock.requested"] | null {
  const productId = name === STOCK_REQUESTED ? catalogueId(properties.productId) : null;
  return productId === null ? null : { productId, variantId: catalogueId(properties.variantId) };
}

/** "gid://shopify/Product/123", "123" or 123 as the bare id in text; null for anything else. */
function catalogueId(value: unknown): string | null {
  const told = typeof value === "number" && Number.isSafeInteger(value) ? String(value) : value;
  return typeof told === "string"
    ? (/^(?:gid:\/\/shopify\/Product(?:Variant)?\/)?(\d{1,20})$/.exec(told)?.[1] ?? null)
    : null;
}

/** What is wrong, and where: a JSON pointer into the body (RFC 6901). */
export interface Problem {
  readonly place: string;
  readonly reason: string;
}

export type ReadApiEvent =
  | { readonly ok: true; readonly event: ApiEvent }
  | { readonly ok: false; readonly problems: readonly Problem[] };

/** Checks one event that stands at `place` in the body. `at` is the moment of its arrival. */
export function readApiEvent(json: unknown, place: string, at: Date): ReadApiEvent {
  const parsed = apiEvent.safeParse(json, { reportInput: true });
  if (!parsed.success) return { ok: false, problems: parsed.error.issues.flatMap((issue) => problemsOf(issue, place)) };
  const { occurredAt } = parsed.data;
  if (occurredAt && new Date(occurredAt).getTime() > at.getTime() + CLOCK_LEEWAY_MS) {
    return { ok: false, problems: [{ place: `${place}/occurredAt`, reason: "lies in the future" }] };
  }
  return { ok: true, event: parsed.data };
}

function problemsOf(issue: z.core.$ZodIssue, place: string): Problem[] {
  const here = place + issue.path.map((step) => `/${pointerStep(String(step))}`).join("");
  if (issue.code === "unrecognized_keys") {
    return issue.keys.map((key) => ({ place: `${here}/${pointerStep(key)}`, reason: "is not a field of this API" }));
  }
  return [{ place: here, reason: reasonOf(issue) }];
}

function reasonOf(issue: z.core.$ZodIssue): string {
  switch (issue.code) {
    case "invalid_type":
      return issue.input === undefined
        ? "is missing"
        : `is not ${issue.expected === "object" ? "an object" : `a ${issue.expected}`}`;
    case "too_big":
      return `is longer than ${issue.maximum} characters`;
    case "too_small":
      return "is empty";
    case "invalid_union":
      return "is not a text of at most 1000 characters, a number, true, false or null";
    case "invalid_key":
      return "has a name that is empty or longer than 60 characters";
    default:
      return issue.message;
  }
}

const pointerStep = (step: string) => step.replaceAll("~", "~0").replaceAll("/", "~1");

function isLocale(tag: string): boolean {
  try {
    return Intl.getCanonicalLocales(tag).length === 1;
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}
