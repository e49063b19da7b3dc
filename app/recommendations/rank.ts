import type { Candidate } from "./candidate";
import { type Drop, dropsOf, rebuyDays } from "./drop";
import type { Recommendation, RecommendationReason, RecommendationRequest } from "./recommendation";
import { BOOST, isAbout, type RecommendationRule } from "./rules";
import { type Known, type Source, stepsOf, suggestionsOf } from "./sources";

/** A product for a mail, with what spoke for it. */
export interface Pick {
  readonly recommendation: Recommendation;
  /** The sources that named it, each with its place there, from 1; empty for what the merchant pinned. */
  readonly sources: readonly { readonly source: Source; readonly place: number; readonly score: number }[];
  readonly isBoosted: boolean;
  /** It was shown this week already, and nothing else was left. */
  readonly isRepeated: boolean;
}

export interface Ranking {
  readonly picks: readonly Pick[];
  /** What would have come, and why it does not. */
  readonly dropped: readonly { readonly product: Candidate; readonly why: Drop }[];
}

/** What a ranking is made from: what is known, the merchant's rules, and what they pinned, best first. */
export interface Ranked extends Known {
  readonly rules: readonly RecommendationRule[];
  readonly pinned: readonly string[];
}

/** Of one type, or of one vendor, as long as there is another. */
const MOST_ALIKE = 2;

/** Pinned products take at most this part of a mail: the rest is for its reader. */
const PINNED_PART = 0.5;

/**
 * Smooths the places of a source, so that its first is worth not twice its second.
 * Cormack, Clarke, Büttcher, "Reciprocal rank fusion", SIGIR 2009, with 10 for lists of some ten in place of 60 for a thousand.
 */
const PLACES = 10;

interface Scored {
  readonly product: Candidate;
  readonly reason: RecommendationReason;
  readonly sources: Pick["sources"];
  readonly isBoosted: boolean;
  readonly score: number;
}

/**
 * The products for one mail, best first, none twice, and none that is sold out, hidden, without a picture, bought, or
 * in the mail already. What was shown this week comes again only where nothing else is left. Pure.
 */
export function rank(request: RecommendationRequest, known: Ranked): Ranking {
  const whyNot = dropsOf(request, known.person, known.rules, rebuyDays(known.lists), known.at);
  const dropped = new Map<string, { product: Candidate; why: Drop }>();
  const shown: Scored[] = [];
  const chosen: Scored[] = [];
  const taken = new Set<string>();
  const choose = (one: Scored) => {
    chosen.push(one);
    taken.add(one.product.productId);
  };
  const mayCome = (one: Scored): boolean => {
    const why = whyNot(one.product);
    if (why && why !== "about") dropped.set(one.product.productId, { product: one.product, why });
    if (why === "shown") shown.push(one);
    return why === null && !taken.has(one.product.productId);
  };

  // A pin says "always": it may come every week.
  const pinned = known.pinned
    .flatMap((productId) => asScored(productId, { kind: "pinned" }, known))
    .filter(({ product }) => ["shown", null].includes(whyNot(product)));
  for (const one of pinned.slice(0, Math.ceil(request.count * PINNED_PART))) choose(one);
  for (const step of stepsOf[request.picks]) {
    if (chosen.length >= request.count) break;
    const free = weighed(step, request, known).filter(mayCome);
    for (const one of varied(free, request.count - chosen.length, chosen)) choose(one);
  }
  const again = shown.filter(
    ({ product }, index) =>
      !taken.has(product.productId) && shown.findIndex((one) => one.product === product) === index,
  );
  const repeated = new Set(again.slice(0, Math.max(0, request.count - chosen.length)));
  const all = [...chosen, ...repeated].slice(0, request.count);
  for (const { product } of repeated) dropped.delete(product.productId);
  return {
    picks: all.flatMap((one) => asPick(one, repeated.has(one))),
    dropped: [...dropped.values()],
  };
}

/** The products of a step's sources, the best by all of them together first. */
function weighed(step: Partial<Record<Source, number>>, request: RecommendationRequest, known: Ranked): Scored[] {
  const found = new Map<string, Found>();
  for (const [source, weight] of entriesOf(step)) {
    for (const [index, { productId, score, reason }] of suggestionsOf(source, request, known).entries()) {
      const worth = weight / (PLACES + index + 1);
      const said = { source, place: index + 1, score };
      const before = found.get(productId);
      if (!before) {
        found.set(productId, { score: worth, most: worth, reason, sources: [said] });
        continue;
      }
      before.score += worth;
      before.sources.push(said);
      if (worth > before.most) {
        before.most = worth;
        before.reason = reason;
      }
    }
  }
  return [...found]
    .flatMap(([productId, { score, reason, sources }]) => asScored(productId, reason, known, sources, score))
    .sort((a, b) => b.score - a.score || (a.product.productId < b.product.productId ? -1 : 1));
}

/** What a step's sources say of one product; the reason is that of the source that counts most. */
interface Found {
  score: number;
  most: number;
  reason: RecommendationReason;
  sources: Pick["sources"][number][];
}

function asScored(
  productId: string,
  reason: RecommendationReason,
  { products, rules }: Ranked,
  sources: Pick["sources"] = [],
  score = 0,
): Scored[] {
  const product = products.get(productId);
  if (!product) return [];
  const isBoosted = rules.some((rule) => rule.action === "boost" && isAbout(rule, product));
  return [{ product, reason, sources, isBoosted, score: score * (isBoosted ? BOOST : 1) }];
}

function asPick({ product, reason, sources, isBoosted }: Scored, isRepeated: boolean): Pick[] {
  const { imageUrl, priceMinor, productId, title, handle, imageAlt, compareAtMinor, readAt } = product;
  if (imageUrl === null || priceMinor === null) return [];
  const recommendation = { productId, title, handle, imageUrl, imageAlt, priceMinor, compareAtMinor, readAt, reason };
  return [{ recommendation, sources, isBoosted, isRepeated }];
}

/** The first `count`, but those that would be a third of their type or vendor only after all others. */
function varied(choices: readonly Scored[], count: number, before: readonly Scored[]): Scored[] {
  const types = new Map<string, number>();
  const vendors = new Map<string, number>();
  const note = ({ product: { type, vendor } }: Scored) => {
    types.set(type, (types.get(type) ?? 0) + 1);
    vendors.set(vendor, (vendors.get(vendor) ?? 0) + 1);
  };
  const isOneTooMany = ({ product: { type, vendor } }: Scored) =>
    (type !== "" && (types.get(type) ?? 0) >= MOST_ALIKE) ||
    (vendor !== "" && (vendors.get(vendor) ?? 0) >= MOST_ALIKE);

  before.forEach(note);
  const first: Scored[] = [];
  const spare: Scored[] = [];
  for (const choice of choices) {
    if (first.length === count) break;
    if (isOneTooMany(choice)) {
      spare.push(choice);
    } else {
      first.push(choice);
      note(choice);
    }
  }
  return [...first, ...spare].slice(0, count);
}

function entriesOf(step: Partial<Record<Source, number>>): [Source, number][] {
  const sources: readonly Source[] = Object.keys(step).filter((name): name is Source => name in step);
  return sources.map((source) => [source, step[source] ?? 0]);
}
