import type { Candidate } from "./candidate";
import type { Person } from "./person";
import type { ListKind, Lists } from "./product-list";
import type { RecommendationRequest } from "./recommendation";
import { isAbout, type RecommendationRule } from "./rules";

/** Why a product is left out of a mail. */
export type Drop =
  | "about"
  | "unpublished"
  | "sold-out"
  | "without-picture"
  | "excluded"
  | "not-in-collection"
  | "bought"
  | "shown";

const DAY_MS = 86_400_000;

/** Of what is used up the next is offered when so much of the usual time has gone by. */
const READY_AFTER = 0.8;

/** The days after which each product that is used up is bought again. */
export function rebuyDays(lists: Lists): ReadonlyMap<string, number> {
  const kind: ListKind = "buy-again";
  return new Map(lists.of(kind).map(({ productId, score }) => [productId, score]));
}

/** Whether somebody who bought a product at `boughtAt` may want it again. */
export function isUsedUp(days: number | undefined, boughtAt: Date, at: Date): boolean {
  return days !== undefined && at.getTime() - boughtAt.getTime() >= days * READY_AFTER * DAY_MS;
}

/** Says of each candidate why it may not be shown; null when it may. */
export function dropsOf(
  request: RecommendationRequest,
  person: Person,
  rules: readonly RecommendationRule[],
  everyDays: ReadonlyMap<string, number>,
  at: Date,
): (product: Candidate) => Drop | null {
  const about = new Set(request.aboutProductIds);
  const bought = new Map(person.bought.map((deed) => [deed.productId, deed.at]));
  const excluding = rules.filter(({ action }) => action === "exclude");
  return (product) => {
    const { productId } = product;
    const boughtAt = bought.get(productId);
    if (about.has(productId)) return "about";
    if (!product.isPublished) return "unpublished";
    if (product.imageUrl === null) return "without-picture";
    if (product.priceMinor === null) return "sold-out";
    if (excluding.some((rule) => isAbout(rule, product))) return "excluded";
    if (request.collection !== undefined && !product.collections.includes(request.collection)) {
      return "not-in-collection";
    }
    if (boughtAt && !isUsedUp(everyDays.get(productId), boughtAt, at)) return "bought";
    return person.shown.has(productId) ? "shown" : null;
  };
}
