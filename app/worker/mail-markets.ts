import type { Sql } from "~/db.server";
import type { Prepared } from "~/delivery/message";
import type { Recommendation } from "~/recommendations/recommendation";
import type { MailFacts } from "./load-mail-facts";
import type { MailShop } from "./load-mail-shop";
import type { MailToMake } from "./load-mail-steps";
import { askForMarkets, loadMarkets, type Market, type MarketKey } from "./market-prices";

/** The prices that a mail's reader pays, or that they are still being read. */
export type MailMarket =
  | { readonly kind: "ready"; readonly market: Market | null }
  | Extract<Prepared, { kind: "wait" }>;

/** How a mail waits for prices, and for how long at the most: then it shows the shop's own. */
const WAITS = { rule: "market-prices", ms: 60_000 } as const;

/**
 * For each mail to somebody in another country than the shop, by message id, what is shown costs there. A price that is
 * not known, or is older than an hour, is asked for, and the mail waits for it once; what Shopify does not tell then is
 * shown at the shop's own price in its own currency.
 */
export async function mailMarkets(
  sql: Sql,
  shop: MailShop,
  mails: readonly MailToMake[],
  facts: MailFacts,
  recommended: ReadonlyMap<string, readonly Recommendation[]>,
  at: Date,
): Promise<Map<string, MailMarket>> {
  const shown = new Map<string, readonly MarketKey[]>();
  for (const mail of mails) {
    const { country } = mail.run;
    if (!country || !shop.country || country === shop.country) continue;
    const productIds = shownProducts(mail, facts, recommended.get(mail.message.messageId) ?? [], shop.currency);
    if (productIds.length === 0) continue;
    shown.set(
      mail.message.messageId,
      productIds.map((productId) => ({ country, productId })),
    );
  }
  const markets = await loadMarkets(sql, shop.shopId, [...shown.values()].flat(), at);
  const isKnown = ({ country, productId }: MarketKey) => markets.get(country)?.products.has(productId) === true;
  const unknown: MarketKey[] = [];
  const answers = new Map<string, MailMarket>();
  for (const { message, run } of mails) {
    const missing = (shown.get(message.messageId) ?? []).filter((key) => !isKnown(key));
    if (missing.length > 0 && message.reason !== WAITS.rule) {
      unknown.push(...missing);
      const until = new Date(at.getTime() + WAITS.ms);
      answers.set(message.messageId, { kind: "wait", rule: WAITS.rule, until, values: { country: run.country } });
    } else {
      answers.set(message.messageId, { kind: "ready", market: markets.get(run.country ?? "") ?? null });
    }
  }
  await askForMarkets(sql, shop.shopId, unknown);
  return answers;
}

/** The products whose price a mail shows. Of an order it shows what was paid, of a checkout in its own currency. */
function shownProducts(
  { message, template: { needs }, run }: MailToMake,
  facts: MailFacts,
  recommended: readonly Recommendation[],
  shopCurrency: string,
): string[] {
  const picks = recommended.map(({ productId }) => productId);
  if (needs === "checkout" || needs === "cart") {
    const items =
      needs === "checkout" ? facts.checkouts.get(run.about.checkoutToken ?? "") : facts.carts.get(message.messageId);
    const isForeign = items?.currency != null && items.currency !== shopCurrency;
    const lines = isForeign ? items.lines.flatMap(({ productId }) => productId ?? []) : [];
    return [...new Set([...lines, ...picks])];
  }
  if (needs === "order" || needs === "order-pages") return picks;
  const about = [...run.about.productIds, ...(facts.viewed.get(message.messageId) ?? [])];
  return [...new Set([...about.filter((id) => facts.products.has(id)), ...picks])];
}
