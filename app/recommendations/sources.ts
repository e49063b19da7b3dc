import type { Candidate } from "./candidate";
import { isUsedUp, rebuyDays } from "./drop";
import { favouritesOf } from "./favourites";
import type { Person } from "./person";
import type { ListKind, Lists } from "./product-list";
import type { Picks, RecommendationReason, RecommendationRequest } from "./recommendation";

export type Source =
  | "bought-together"
  | "similar"
  | "seen-together"
  | "viewed-next"
  | "recently-viewed"
  | "buy-again"
  | "favourite"
  | "trending"
  | "best-sellers"
  | "new"
  | "range";

/** A product of a source, with its score there and the reason in the source's own words. */
export interface Suggestion {
  readonly productId: string;
  readonly score: number;
  readonly reason: RecommendationReason;
}

/**
 * Where the products of a mail are looked for: step after step, until there are enough. The sources of one step are
 * weighed together. Whatever is asked for first, the way ends with what others buy and with what there is, so that a
 * shop of one day has something to show.
 */
export const stepsOf: Readonly<Record<Picks, readonly Partial<Record<Source, number>>[]>> = {
  "going-together": [
    { "bought-together": 1 },
    { "seen-together": 1, "viewed-next": 1, similar: 1 },
    { favourite: 1 },
    { "best-sellers": 1, trending: 0.5 },
    { new: 1 },
    { range: 1 },
  ],
  similar: [
    { similar: 1, "seen-together": 1, "viewed-next": 1 },
    { "bought-together": 1 },
    { favourite: 1 },
    { "best-sellers": 1, trending: 0.5 },
    { new: 1 },
    { range: 1 },
  ],
  // A second purchase is foretold best by the first ones; what was looked at comes next, then what others buy.
  "for-this-contact": [
    {
      "buy-again": 1.5,
      "viewed-next": 1.2,
      "bought-together": 1,
      "seen-together": 0.8,
      "recently-viewed": 0.8,
      similar: 0.5,
      favourite: 0.5,
    },
    { "best-sellers": 1, trending: 1 },
    { new: 1 },
    { range: 1 },
  ],
  "best-sellers": [{ "best-sellers": 1, trending: 0.5 }, { favourite: 1 }, { new: 1 }, { range: 1 }],
  new: [{ new: 1 }, { "best-sellers": 1, trending: 0.5 }, { range: 1 }],
};

/** As many as the largest basket that the models learn from. */
const MOST_ABOUT = 60;
/** What was bought or looked at long before says little of what is wanted now. */
const MOST_PAST = 20;

/** Of neighbours so many are suggested at the most: what is weaker is never shown. */
const MOST_SUGGESTED = 40;

/** What the sources are asked with. */
export interface Known {
  readonly lists: Lists;
  readonly person: Person;
  readonly products: ReadonlyMap<string, Candidate>;
  /** What people look at next who looked at what this contact did, best first. */
  readonly next: readonly { readonly productId: string; readonly score: number }[];
  readonly at: Date;
}

/** The products that a list is read for: what the mail is about, else what its reader bought and looked at, each once. */
export function seedsOf({ aboutProductIds }: RecommendationRequest, { bought, viewed }: Person): readonly string[] {
  if (aboutProductIds.length > 0) return [...new Set(aboutProductIds)].slice(0, MOST_ABOUT);
  const ids = (deeds: Person["bought"]) => deeds.map(({ productId }) => productId).slice(0, MOST_PAST);
  return [...new Set([...ids(bought), ...ids(viewed)])];
}

/** What a source suggests, best first. */
export function suggestionsOf(source: Source, request: RecommendationRequest, known: Known): readonly Suggestion[] {
  const { lists, person, products, next, at } = known;
  const list = (kind: ListKind, reason: RecommendationReason, subject?: string) =>
    lists.of(kind, subject).map((one) => ({ ...one, reason }));
  switch (source) {
    case "bought-together":
    case "similar":
    case "seen-together":
      return nearest(source, request, known);
    case "viewed-next": {
      const afterTitle = products.get(person.viewed[0]?.productId ?? "")?.title;
      return afterTitle ? next.map((one) => ({ ...one, reason: { kind: "viewed-next", afterTitle } })) : [];
    }
    case "recently-viewed":
      return newestOfEach(person.viewed).map(({ productId, at: seenAt }) => ({
        productId,
        score: seenAt.getTime(),
        reason: { kind: "recently-viewed" },
      }));
    case "buy-again": {
      const everyDays = rebuyDays(lists);
      return person.bought
        .filter((deed) => isUsedUp(everyDays.get(deed.productId), deed.at, at))
        .map(({ productId }) => ({ productId, score: 1, reason: { kind: "buy-again" } }));
    }
    case "favourite":
      return favouritesOf(person, at).flatMap(({ list: kind, name }) =>
        list(kind, { kind: "favourite", type: name }, name),
      );
    case "trending":
      return list("trending", { kind: "trending" });
    case "best-sellers":
      return request.collection === undefined
        ? list("best-sellers", { kind: "best-seller" })
        : list("best-of-collection", { kind: "best-seller" }, request.collection);
    case "new":
      return list("new", { kind: "new" });
    case "range":
      return list("range", { kind: "range" });
  }
}

type NearKind = "bought-together" | "similar" | "seen-together";

/**
 * The neighbours of all seeds, best first; the reason names the closest. Those of one seed keep their own order; of
 * several the scores are added up: see together.ts. They are raised to this power before they
 * are added up, so that one close relation outweighs several faint ones: with 1 the popular ones gather votes of all.
 * Aiolli, "Efficient top-N recommendation for very large scale binary rated datasets", RecSys 2013 (there: q).
 */
const LOCALITY = 2;

function nearest(kind: NearKind, request: RecommendationRequest, { lists, person, products }: Known): Suggestion[] {
  const isTheirs = request.aboutProductIds.length === 0;
  const boughtIds = new Set(person.bought.map(({ productId }) => productId));
  const found = new Map<string, { total: number; best: number; seed: string }>();
  let speaking = 0;
  for (const seed of seedsOf(request, person)) {
    // Nothing is "bought with" what was only looked at.
    if (isTheirs && kind === "bought-together" && !boughtIds.has(seed)) continue;
    const { productIds, scores } = lists.get(kind, seed);
    if (productIds.length > 0) speaking += 1;
    for (const [index, productId] of productIds.entries()) {
      const score = scores[index] ?? 0;
      const known = found.get(productId);
      const worth = score ** LOCALITY;
      if (!known) found.set(productId, { total: worth, best: score, seed });
      else {
        known.total += worth;
        if (score > known.best) {
          known.best = score;
          known.seed = seed;
        }
      }
    }
  }
  const named = [...found];
  if (speaking > 1) named.sort(([a, { total }], [b, other]) => other.total - total || (a < b ? -1 : 1));
  return named.slice(0, MOST_SUGGESTED).flatMap(([productId, { total, seed }]) => {
    const title = products.get(seed)?.title;
    return title === undefined ? [] : [{ productId, score: total, reason: reasonFor(kind, title, isTheirs) }];
  });
}

function reasonFor(kind: NearKind, title: string, isTheirs: boolean): RecommendationReason {
  switch (kind) {
    case "bought-together":
      return { kind, withTitle: title, isTheirs };
    case "similar":
      return { kind, toTitle: title };
    case "seen-together":
      return { kind, withTitle: title };
  }
}

function newestOfEach(deeds: Person["viewed"]): Person["viewed"] {
  const seen = new Set<string>();
  return deeds.filter(({ productId }) => !seen.has(productId) && seen.add(productId));
}
