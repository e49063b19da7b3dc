import type { NeighbourKind } from "./neighbour";
import type { Picks, Recommendation, RecommendationReason, RecommendationRequest } from "./recommendation";

/** A product that can be recommended now: published, in stock, with a picture. */
export interface Candidate extends Omit<Recommendation, "reason"> {
  readonly vendor: string;
  readonly type: string;
}

/** What the database knows for a batch of requests. */
export interface Candidates {
  /** By the product in the checkout. */
  readonly neighbours: ReadonlyMap<string, readonly NeighbourCandidate[]>;
  /** Best sellers, then new products, best first, each once. */
  readonly popular: readonly { readonly candidate: Candidate; readonly isBestSeller: boolean }[];
  /** What is new in the shop, the newest first. */
  readonly newest: readonly Candidate[];
  /** Of the products in the checkouts. */
  readonly titles: ReadonlyMap<string, string>;
}

export interface NeighbourCandidate {
  readonly candidate: Candidate;
  readonly kind: NeighbourKind;
  readonly score: number;
}

interface Choice {
  readonly candidate: Candidate;
  readonly reason: RecommendationReason;
}

/** Of one type, or of one vendor, as long as there is another. */
const MOST_ALIKE = 2;

type Source = "bought-together" | "similar" | "best-sellers" | "new" | "the-rest";

/** Where the products of a mail are looked for, one source after the other, until there are enough. */
const sourcesOf: Readonly<Record<Picks, readonly Source[]>> = {
  "going-together": ["bought-together", "similar", "best-sellers", "the-rest"],
  similar: ["similar", "bought-together", "best-sellers", "the-rest"],
  "best-sellers": ["best-sellers", "the-rest"],
  new: ["new", "best-sellers", "the-rest"],
};

/** The products for one mail, best first, none twice and none that is excluded or in the checkout. Pure. */
export function rank(request: RecommendationRequest, candidates: Candidates): Recommendation[] {
  const taken = new Set([...request.seedProductIds, ...request.excludedProductIds]);
  const chosen: Choice[] = [];
  for (const source of sourcesOf[request.picks]) {
    if (chosen.length >= request.count) break;
    const free = choicesFrom(source, request, candidates).filter(({ candidate }) => !taken.has(candidate.productId));
    for (const choice of varied(free, request.count - chosen.length, chosen)) {
      chosen.push(choice);
      taken.add(choice.candidate.productId);
    }
  }
  return chosen.map(({ candidate: { vendor: _vendor, type: _type, ...card }, reason }) => ({ ...card, reason }));
}

function choicesFrom(source: Source, request: RecommendationRequest, candidates: Candidates): Choice[] {
  switch (source) {
    case "bought-together":
    case "similar":
      return nearest(request, candidates, source);
    case "best-sellers":
      return candidates.popular.filter(({ isBestSeller }) => isBestSeller).map(popular);
    case "new":
      return candidates.newest.map((candidate) => ({ candidate, reason: { kind: "new" } }));
    case "the-rest":
      return candidates.popular.filter(({ isBestSeller }) => !isBestSeller).map(popular);
  }
}

/** The neighbours of a kind of all products in the checkout, their scores added up; the reason names the closest. */
function nearest(request: RecommendationRequest, { neighbours, titles }: Candidates, kind: NeighbourKind): Choice[] {
  const found = new Map<string, { candidate: Candidate; total: number; best: number; title: string }>();
  for (const seed of new Set(request.seedProductIds)) {
    const title = titles.get(seed);
    if (title === undefined) continue;
    for (const neighbour of neighbours.get(seed) ?? []) {
      if (neighbour.kind !== kind) continue;
      const { candidate, score } = neighbour;
      const known = found.get(candidate.productId);
      if (!known) {
        found.set(candidate.productId, { candidate, total: score, best: score, title });
        continue;
      }
      known.total += score;
      if (score > known.best) {
        known.best = score;
        known.title = title;
      }
    }
  }
  return [...found.values()]
    .sort((a, b) => b.total - a.total || (a.candidate.productId < b.candidate.productId ? -1 : 1))
    .map(({ candidate, title }) => ({
      candidate,
      reason: kind === "bought-together" ? { kind, withTitle: title } : { kind, toTitle: title },
    }));
}

function popular({ candidate, isBestSeller }: Candidates["popular"][number]): Choice {
  return { candidate, reason: { kind: isBestSeller ? "best-seller" : "new" } };
}

/** The first `count` choices, but those that would be a third of their type or vendor only after all others. */
function varied(choices: readonly Choice[], count: number, before: readonly Choice[]): Choice[] {
  const types = new Map<string, number>();
  const vendors = new Map<string, number>();
  const note = ({ candidate }: Choice) => {
    types.set(candidate.type, (types.get(candidate.type) ?? 0) + 1);
    vendors.set(candidate.vendor, (vendors.get(candidate.vendor) ?? 0) + 1);
  };
  const isOneTooMany = ({ candidate: { type, vendor } }: Choice) =>
    (type !== "" && (types.get(type) ?? 0) >= MOST_ALIKE) ||
    (vendor !== "" && (vendors.get(vendor) ?? 0) >= MOST_ALIKE);

  before.forEach(note);
  const first: Choice[] = [];
  const spare: Choice[] = [];
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
