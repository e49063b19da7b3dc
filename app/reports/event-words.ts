import { z } from "zod";
import { formatMoney } from "~/events/money";
import { stageTitle } from "./stage-words";

/** What happened, for a contact's timeline. */
export interface Told {
  readonly title: string;
  readonly detail: string | null;
}

const lines = z.array(z.object({ title: z.string(), quantity: z.number() }));
const money = { currency: z.string(), totalMinor: z.number() };
const checkout = z.object({ ...money, lines, completedAt: z.string().nullable(), channel: z.string() });
const order = z.object({ ...money, lines, name: z.string(), channel: z.string() });
const consent = z.object({ state: z.string(), source: z.string(), wording: z.string().nullish() });
const changedOrder = z.object({ ...money, name: z.string(), cancelledAt: z.string().nullable() });
const merged = z.object({ from: z.object({ email: z.string().nullable() }) });
const outcome = z.object({ reason: z.string().nullable() });
const custom = z.object({
  name: z.string(),
  properties: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
});
const imported = z.object({ fileName: z.string() });
const product = z.object({ productId: z.string() });
const tags = z.object({ added: z.array(z.string()), removed: z.array(z.string()) });
const stage = z.object({ from: z.string(), to: z.string() });
const segment = z.object({ name: z.string() });

/**
 * Tells an event that was stored in a merchant's words; `products` are titles by product id. An event of a
 * later version is told by its name alone.
 */
export function tellEvent(name: string, data: unknown, products: ReadonlyMap<string, string> = new Map()): Told {
  switch (name) {
    case "checkout.updated":
      return told(checkout, data, name, ({ completedAt, ...rest }) => ({
        title: completedAt ? "Completed a checkout" : "Was at checkout",
        detail: `${basket(rest.lines)} · ${total(rest)}`,
      }));
    case "order.created":
      return told(order, data, name, (placed) => ({
        title: `Ordered ${placed.name}${channelNote(placed.channel)}`,
        detail: `${basket(placed.lines)} · ${total(placed)}`,
      }));
    case "order.updated":
      return told(changedOrder, data, name, ({ cancelledAt, ...changed }) => ({
        title: cancelledAt ? `Order ${changed.name} was cancelled` : `Order ${changed.name} was changed`,
        detail: total(changed),
      }));
    case "contact.merged":
      return told(merged, data, name, ({ from }) => ({
        title: `Merged with ${from.email ?? "another contact"}`,
        detail: "A webhook showed that both are one person.",
      }));
    case "customer.created":
      return { title: "Became a customer", detail: null };
    case "customer.updated":
      return { title: "Their details changed", detail: null };
    case "consent.changed":
      return told(consent, data, name, ({ state, source, wording }) => ({
        title: consentTitle(state),
        detail: (wording ? `${source}: “${wording}”` : source) || null,
      }));
    case "email.delivered":
      return { title: "The mail was delivered", detail: null };
    case "email.processed":
      return { title: "SendGrid took the mail", detail: null };
    case "email.bounced":
      return told(outcome, data, name, ({ reason }) => ({ title: "The mail bounced", detail: reason }));
    case "email.dropped":
      return told(outcome, data, name, ({ reason }) => ({ title: "SendGrid dropped the mail", detail: reason }));
    case "email.complained":
      return { title: "Called the mail spam", detail: null };
    case "email.opened":
      return { title: "Opened the mail", detail: null };
    case "email.clicked":
      return told(outcome, data, name, ({ reason }) => ({ title: "Clicked in the mail", detail: reason }));
    case "product.viewed":
      return told(product, data, name, ({ productId }) => ({
        title: `Viewed ${products.get(productId) ?? "a product"}`,
        detail: null,
      }));
    case "product.carted":
      return told(product, data, name, ({ productId }) => ({
        title: `Put ${products.get(productId) ?? "a product"} in the cart`,
        detail: null,
      }));
    case "customer.tagged":
      return told(tags, data, name, (changed) => ({ title: "Their tags changed", detail: tagWords(changed) }));
    case "stage.changed":
      return told(stage, data, name, ({ from, to }) => ({
        title: `Is now in the stage “${stageTitle(to)}”`,
        detail: `Before: ${stageTitle(from)}`,
      }));
    case "segment.entered":
      return told(segment, data, name, (entered) => ({
        title: `Came into the segment “${entered.name}”`,
        detail: null,
      }));
    case "segment.left":
      return told(segment, data, name, (left) => ({ title: `Left the segment “${left.name}”`, detail: null }));
    case "custom.happened":
      return told(custom, data, name, (happened) => ({ title: happened.name, detail: fieldList(happened.properties) }));
    case "contact.imported":
      return told(imported, data, name, ({ fileName }) => ({ title: "Came with a file", detail: fileName }));
    default:
      return { title: name, detail: null };
  }
}

/** "agreed to marketing e-mails" and its like, from Shopify's word for a consent. */
export function consentTitle(state: string): string {
  switch (state) {
    case "SUBSCRIBED":
      return "Agreed to marketing e-mails";
    case "PENDING":
      return "Was asked to confirm marketing e-mails";
    case "UNSUBSCRIBED":
      return "Opted out of marketing e-mails";
    case "REDACTED":
      return "Their data was erased";
    case "INVALID":
      return "Their address was found invalid";
    default:
      return "Has not agreed to marketing e-mails";
  }
}

function told<T>(shape: z.ZodType<T>, data: unknown, name: string, tell: (data: T) => Told): Told {
  const parsed = shape.safeParse(data);
  return parsed.success ? tell(parsed.data) : { title: name, detail: null };
}

function basket(bought: z.infer<typeof lines>): string {
  if (bought.length === 0) return "Nothing in it";
  const shown = bought.slice(0, 3).map(({ title, quantity }) => `${quantity} × ${title}`);
  const rest = bought.length - shown.length;
  return shown.join(", ") + (rest > 0 ? ` and ${rest} more` : "");
}

function tagWords({ added, removed }: z.infer<typeof tags>): string {
  const parts = [
    added.length > 0 && `added ${added.join(", ")}`,
    removed.length > 0 && `removed ${removed.join(", ")}`,
  ];
  return parts.filter(Boolean).join(" · ");
}

function fieldList(fields: z.infer<typeof custom>["properties"]): string | null {
  // The database keeps no order of fields.
  const shown = Object.entries(fields)
    .sort(([a], [b]) => a.localeCompare(b))
    .map(([field, value]) => `${field}: ${value === null ? "–" : String(value)}`);
  return shown.length === 0 ? null : shown.join(" · ");
}

function total({ totalMinor, currency }: { totalMinor: number; currency: string }): string {
  return formatMoney(totalMinor, currency, "en");
}

function channelNote(channel: string): string {
  const notes: Record<string, string> = {
    pos: " at a till",
    draft: " from a draft",
    subscription: " by subscription",
    b2b: " as a business",
  };
  return notes[channel] ?? "";
}
