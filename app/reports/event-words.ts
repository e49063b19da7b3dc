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
const scan = z.object({ what: z.string(), why: z.string() });
const custom = z.object({
  name: z.string(),
  properties: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
});
const imported = z.object({ fileName: z.string() });
const product = z.object({ productId: z.string() });
const tags = z.object({ added: z.array(z.string()), removed: z.array(z.string()) });
const stage = z.object({ from: z.string(), to: z.string() });
const segment = z.object({ name: z.string() });
const ofOrder = z.object({ name: z.string() });
const refund = z.object({ name: z.string(), refundedMinor: z.number(), currency: z.string() });
const cart = z.object({ lines, totalMinor: z.number().nullable(), currency: z.string().nullable() });
const wantedProduct = z.object({ title: z.string(), wanted: z.string() });
const priceDrop = wantedProduct.extend({ beforeMinor: z.number(), nowMinor: z.number(), currency: z.string() });
const usedUp = z.object({ title: z.string(), everyDays: z.number() });
const inactive = z.object({ orders: z.number(), expectedDays: z.number() });
const day = z.object({ date: z.string(), years: z.number().nullable() });
const answered = z.object({ answer: z.string() });
const noted = z.object({ step: z.string() });

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
    case "order.fulfilled":
      return told(ofOrder, data, name, (order) => ({ title: `Order ${order.name} was sent off`, detail: null }));
    case "order.delivered":
      return told(ofOrder, data, name, (order) => ({ title: `Order ${order.name} was delivered`, detail: null }));
    case "order.cancelled":
      return told(ofOrder, data, name, (order) => ({ title: `Order ${order.name} was cancelled`, detail: null }));
    case "order.refunded":
      return told(refund, data, name, ({ refundedMinor, currency, ...order }) => ({
        title: `Order ${order.name} was refunded`,
        detail: formatMoney(refundedMinor, currency, "en"),
      }));
    case "cart.updated":
      return told(cart, data, name, ({ totalMinor, currency, ...filled }) => ({
        title: filled.lines.length === 0 ? "Emptied the cart" : "Changed the cart",
        detail:
          totalMinor === null || currency === null
            ? basket(filled.lines)
            : `${basket(filled.lines)} · ${total({ totalMinor, currency })}`,
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
      return told(outcome, data, name, ({ reason }) => ({
        title: "The mail bounced: the address does not work, and is not mailed any more",
        detail: reason,
      }));
    case "email.blocked":
      return told(outcome, data, name, ({ reason }) => ({ title: "The mail was not let in", detail: reason }));
    case "email.deferred":
      return told(outcome, data, name, ({ reason }) => ({
        title: "The mail was put off by their mail server; SendGrid tries again",
        detail: reason,
      }));
    case "email.scanned":
      return told(scan, data, name, ({ what, why }) => ({
        title: what === "clicked" ? "A machine followed a link in the mail" : "A machine opened the mail",
        detail: `Not counted: ${why}.`,
      }));
    case "email.dropped":
      return told(outcome, data, name, ({ reason }) => ({ title: "SendGrid dropped the mail", detail: reason }));
    case "email.complained":
      return { title: "Called the mail spam", detail: "They are not mailed any more." };
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
    case "stock.requested":
      return told(product, data, name, ({ productId }) => ({
        title: `Asked to be told when ${products.get(productId) ?? "a product"} is back`,
        detail: null,
      }));
    case "product.restocked":
      return told(wantedProduct, data, name, ({ title, wanted }) => ({
        title: `${title} can be bought again`,
        detail: wantedNote(wanted),
      }));
    case "price.dropped":
      return told(priceDrop, data, name, ({ title, wanted, beforeMinor, nowMinor, currency }) => ({
        title: `${title} costs less: ${formatMoney(nowMinor, currency, "en")}, before ${formatMoney(beforeMinor, currency, "en")}`,
        detail: wantedNote(wanted),
      }));
    case "replenishment.due":
      return told(usedUp, data, name, ({ title, everyDays }) => ({
        title: `${title} is probably used up`,
        detail: `It is bought again every ${everyDays} days.`,
      }));
    case "contact.inactive":
      return told(inactive, data, name, ({ orders, expectedDays }) => ({
        title: "Has stayed away for long",
        detail: `After ${orders === 1 ? "1 order" : `${orders} orders`} another was to be expected within ${expectedDays} days.`,
      }));
    case "date.reached":
      return told(day, data, name, ({ date, years }) => ({
        title: date === "birthday" ? "Had a birthday" : "Anniversary of the first order",
        detail: years === null ? null : years === 1 ? "After 1 year" : `After ${years} years`,
      }));
    case "question.answered":
      return told(answered, data, name, ({ answer }) => ({
        title: `Answered “${answer.replaceAll("-", " ")}” in the mail`,
        detail: null,
      }));
    case "contact.noted":
      return told(noted, data, name, ({ step }) => ({
        title: "A workflow noted something in their profile",
        detail: `Step “${step.replaceAll("-", " ")}”`,
      }));
    case "app.uninstalled":
      return { title: "The app was uninstalled", detail: null };
    case "app.rescoped":
      return { title: "The app's permissions changed", detail: null };
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

function wantedNote(wanted: string): string | null {
  const notes: Record<string, string> = {
    asked: "They asked to be told.",
    carted: "They had it in the cart.",
    viewed: "They had looked at it.",
  };
  return notes[wanted] ?? null;
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
