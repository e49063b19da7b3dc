import type { WantedProductData } from "~/events/event";
import { isNoticeablyLower } from "./product-changes";
import type { ProductNews } from "./product-news";

/** Something that a contact did about a product, or was told of it; the last of its kind for each variant. */
export interface Sign {
  readonly is: "asked" | "carted" | "viewed" | "ordered" | "told-restocked" | "told-price";
  readonly at: Date;
  /** Null: the product, whichever variant. */
  readonly variantId: string | null;
  /** The price that they were told. */
  readonly nowMinor: number | null;
}

/** What of the news is true at this moment: the variants that can be bought, and what they cost. */
export type Offer = ReadonlyMap<string, number>;

/** What a contact is to be told. */
export interface Wish {
  readonly wanted: WantedProductData["wanted"];
  readonly variantId: string | null;
  /** The price before and now, of the variant that they are told of. */
  readonly beforeMinor: number | null;
  readonly nowMinor: number | null;
}

/**
 * How long looking at a product, or putting it in the cart, counts as wanting it. A request ("tell me") counts until it
 * is answered.
 */
export const WANTED_FOR_DAYS = 60;

/** Who did not ask is told of a restock at most so often; a product that comes and goes is no news each time. */
const RESTOCK_QUIET_DAYS = 1;

/**
 * Who was told of a price hears in this time only of one that is lower again: a price that was raised before it is
 * "reduced" is no news. The EU asks for thirty days too (Directive 98/6/EC, article 6a).
 */
const PRICE_QUIET_DAYS = 30;

/** What a contact is told of the news, by what they did before it; null: nothing. Pure. */
export function wishOf(signs: readonly Sign[], news: ProductNews, offer: Offer): Wish | null {
  const past = signs.filter(({ at }) => at <= news.happenedAt).sort((a, b) => b.at.getTime() - a.at.getTime());
  const orderedAt = latest(past, "ordered");
  const live = past.filter(({ at }) => orderedAt === null || at > orderedAt);
  return news.kind === "restocked" ? restockWish(live, signs, news, offer) : priceWish(live, signs, news, offer);
}

function restockWish(live: readonly Sign[], signs: readonly Sign[], news: ProductNews, offer: Offer): Wish | null {
  const isBack = ({ variantId }: Sign) =>
    variantId === null ? news.isWhole : variantId in news.before && offer.has(variantId);
  const toldOf = ({ variantId }: Sign) =>
    signs.filter(
      (one) =>
        one.is === "told-restocked" && (variantId === null || one.variantId === null || one.variantId === variantId),
    );
  const quietSince = daysBefore(news.happenedAt, RESTOCK_QUIET_DAYS);
  const hasNotHeard = (sign: Sign) =>
    toldOf(sign).every(({ at }) => (sign.is === "asked" ? at < sign.at : at < quietSince));
  const { found, wanted } = firstOf(live, ["asked", "carted", "viewed"], (sign) => isBack(sign) && hasNotHeard(sign));
  if (!found || !wanted) return null;
  const variantId = found.variantId;
  return { wanted, variantId, beforeMinor: null, nowMinor: (variantId && offer.get(variantId)) || null };
}

function priceWish(live: readonly Sign[], signs: readonly Sign[], news: ProductNews, offer: Offer): Wish | null {
  const drops = [...offer]
    .flatMap(([variantId, nowMinor]) => {
      const beforeMinor = news.before[variantId];
      return beforeMinor != null && isNoticeablyLower(nowMinor, beforeMinor)
        ? [{ variantId, beforeMinor, nowMinor }]
        : [];
    })
    .sort((a, b) => a.nowMinor / a.beforeMinor - b.nowMinor / b.beforeMinor);
  const quietSince = daysBefore(news.happenedAt, PRICE_QUIET_DAYS);
  const told = signs
    .filter(({ is, at }) => is === "told-price" && at >= quietSince)
    .flatMap((one) => one.nowMinor ?? []);
  const dropFor = ({ variantId }: Sign) =>
    drops.find(
      (drop) =>
        (variantId === null || drop.variantId === variantId) &&
        told.every((price) => isNoticeablyLower(drop.nowMinor, price)),
    );
  const { found, wanted } = firstOf(live, ["carted", "viewed"], (sign) => dropFor(sign) !== undefined);
  const drop = found && dropFor(found);
  return drop && wanted ? { wanted, ...drop } : null;
}

/** The newest of the strongest signs that fit: what somebody asked for before what they only looked at. */
function firstOf<K extends WantedProductData["wanted"]>(
  signs: readonly Sign[],
  strongestFirst: readonly K[],
  fits: (sign: Sign) => boolean,
): { found: Sign | null; wanted: K | null } {
  for (const wanted of strongestFirst) {
    const found = signs.find((sign) => sign.is === wanted && fits(sign));
    if (found) return { found, wanted };
  }
  return { found: null, wanted: null };
}

function latest(signs: readonly Sign[], is: Sign["is"]): Date | null {
  const times = signs.filter((sign) => sign.is === is).map(({ at }) => at.getTime());
  return times.length > 0 ? new Date(Math.max(...times)) : null;
}

const daysBefore = (at: Date, days: number) => new Date(at.getTime() - days * 86_400_000);
