import { languageOf, readerLocale } from "~/content/language";
import type { MailAnswer, MailProduct, RenderInputs } from "~/content/render-inputs";
import { usageTopicOf } from "~/content/usage-topic";
import { answerLabel } from "~/content/wording";
import type { JsonValues } from "~/delivery/json-values";
import { answerUrl, preferencesUrl } from "~/delivery/public-link";
import { formatMoney } from "~/events/money";
import type { CatalogueProduct, CatalogueVariant } from "~/recommendations/catalogue";
import type { Recommendation } from "~/recommendations/recommendation";
import type { MailFacts } from "./load-mail-facts";
import type { MailShop } from "./load-mail-shop";
import type { MailToMake } from "./load-mail-steps";
import type { StoredOrder } from "./load-orders";
import { cartUrl, mailItems, mailOrder, mailPick, mailProduct, type Writing } from "./mail-texts";
import type { Market } from "./market-prices";

/** The inputs of a mail, or why there is nothing to send any more. */
export type MadeInputs =
  | { readonly kind: "ready"; readonly inputs: RenderInputs }
  | { readonly kind: "not-sent"; readonly rule: string; readonly values: JsonValues };

/** Why a mail cannot be made: what it is about is gone. */
type Gone = Extract<MadeInputs, { kind: "not-sent" }>;

/** What a mail shows of its reader alone. */
export interface Personal {
  readonly market?: Market | null;
  readonly hero?: RenderInputs["hero"];
  /** The ids of the custom messages for them. */
  readonly messages?: readonly string[];
}

/** Of what was ordered at most so many kinds are written about. */
const MOST_TOPICS = 2;
const MOST_PRODUCTS = 4;

/** What a mail is rendered from: what it is about, with today's prices, titles, pictures and stock. Pure. */
export function mailInputs(
  mail: MailToMake,
  facts: MailFacts,
  recommended: readonly Recommendation[],
  shop: MailShop,
  { market = null, hero = null, messages = [] }: Personal = {},
): MadeInputs {
  const { message, template, run } = mail;
  const writing: Writing = { shop, locale: readerLocale([run.locale, shop.locale]), facts, market };
  const items = itemsOf(mail, facts, writing);
  if (items?.kind === "not-sent") return items;
  const order = facts.orders.get(run.about.orderId ?? "") ?? null;
  const products = productsOf(mail, facts, writing);
  if (products.kind === "not-sent") return products;
  const inputs: RenderInputs = {
    locale: writing.locale,
    contact: { firstName: run.firstName },
    isRequested: message.class === "requested",
    items: items?.items ?? null,
    order: order && mailOrder(order, writing),
    products: products.products,
    usage: order ? usageOf(order, facts) : [],
    hero,
    // Given last, and only to a mail that leaves: see mail-offers.ts.
    incentive: null,
    deadline: null,
    answers: answersOf(mail, writing),
    recommendations: recommended
      .filter(({ productId }) => !market?.notSold.has(productId))
      .map((one) => mailPick(one, writing)),
    messages,
    templateVersion: mail.own.version,
    unsubscribeUrl: message.unsubscribeUrl,
    preferencesUrl: preferencesUrl(message.shopId, message.messageId),
  };
  return goneOf(template.needs, inputs, order) ?? { kind: "ready", inputs };
}

type Found<Part> = Gone | ({ readonly kind: "found" } & Part);

function itemsOf(
  { message, template: { needs }, run }: MailToMake,
  facts: MailFacts,
  writing: Writing,
): Found<{ items: RenderInputs["items"] }> | null {
  if (needs !== "checkout" && needs !== "cart") return null;
  const stored =
    needs === "checkout" ? facts.checkouts.get(run.about.checkoutToken ?? "") : facts.carts.get(message.messageId);
  if (!stored || stored.lines.length === 0) return missing(needs);
  const url = needs === "checkout" ? stored.recoveryUrl : cartUrl(stored, writing);
  if (url === null) return missing("link");
  const items = { url, ...mailItems(stored, writing) };
  const lines = stored.lines.length;
  return items.lines.length > 0 ? { kind: "found", items } : nothingLeft({ lines, unavailable: lines });
}

function productsOf(
  { message, template: { needs }, run }: MailToMake,
  facts: MailFacts,
  writing: Writing,
): Found<{ products: readonly MailProduct[] }> {
  if (needs === "checkout" || needs === "cart") return { kind: "found", products: [] };
  const { productIds, fields } = run.about;
  const ids = [...new Set([...productIds, ...(facts.viewed.get(message.messageId) ?? [])])];
  const known = ids.flatMap((id) => variantOrProduct(id, fields.variantId, facts) ?? []);
  const available = known
    .filter(({ isAvailable, productId }) => isAvailable && !writing.market?.notSold.has(productId))
    .slice(0, MOST_PRODUCTS);
  if ((needs === "products" || needs === "viewed") && available.length === 0) {
    return known.length > 0 ? nothingLeft({ lines: known.length, unavailable: known.length }) : missing("product");
  }
  const before = typeof fields.beforeMinor === "number" ? fields.beforeMinor : null;
  const [first] = available;
  if (needs === "products" && before !== null && first?.priceMinor != null && first.priceMinor >= before) {
    const text = (minor: number) => formatMoney(minor, writing.shop.currency, writing.locale);
    return {
      kind: "not-sent",
      rule: "price-back-up",
      values: { title: first.title, before: text(before), now: text(first.priceMinor) },
    };
  }
  return { kind: "found", products: available.flatMap((product) => mailProduct(product, before, writing)) };
}

/** The variant that the event was about, when it is one of this product. */
function variantOrProduct(
  productId: string,
  variantId: unknown,
  { products, variants }: MailFacts,
): CatalogueProduct | CatalogueVariant | undefined {
  const variant = typeof variantId === "string" ? variants.get(variantId) : undefined;
  return variant?.productId === productId ? variant : products.get(productId);
}

/** The kinds of what was ordered, what is special before what holds for everything. */
function usageOf({ lines }: StoredOrder, { products }: MailFacts): RenderInputs["usage"] {
  const topics = lines.map(({ productId }) => usageTopicOf(products.get(productId ?? "")?.type ?? ""));
  const special = [...new Set(topics)].filter((topic) => topic !== "general").slice(0, MOST_TOPICS);
  return special.length > 0 ? special : ["general"];
}

function answersOf({ message, step, template }: MailToMake, { shop, locale }: Writing): MailAnswer[] {
  if (step.kind !== "question") return [];
  return step.answers.map((answer) => ({
    name: answer.name,
    label: answerLabel(template, languageOf(locale), answer),
    url: answerUrl(shop.shopId, message.messageId, answer.name),
  }));
}

function goneOf(needs: MailToMake["template"]["needs"], inputs: RenderInputs, order: StoredOrder | null): Gone | null {
  if ((needs === "order" || needs === "order-pages") && !inputs.order?.lines.length) return missing("order");
  if (order?.cancelledAt) {
    return {
      kind: "not-sent",
      rule: "order-cancelled",
      values: { order: order.name, cancelledAt: order.cancelledAt.toISOString() },
    };
  }
  if (needs === "order-pages" && !inputs.order?.lines.some(({ url }) => url)) return missing("product");
  if (needs === "recommendations" && inputs.recommendations.length === 0) return missing("recommendations");
  return null;
}

const missing = (what: string): Gone => ({ kind: "not-sent", rule: "nothing-to-render", values: { missing: what } });

const nothingLeft = (values: JsonValues): Gone => ({ kind: "not-sent", rule: "nothing-left-to-buy", values });
