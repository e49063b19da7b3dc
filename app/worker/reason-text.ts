import type { RecommendationReason } from "~/recommendations/recommendation";

/** Why a product is shown, as its reader is told; empty where there is nothing to say. */
export function reasonText(reason: RecommendationReason): string {
  switch (reason.kind) {
    case "bought-together":
      return reason.isTheirs ? `Bought with your ${reason.withTitle}` : `Often bought with ${reason.withTitle}`;
    case "similar":
      return `Goes with ${reason.toTitle}`;
    case "seen-together":
      return `Seen by others with ${reason.withTitle}`;
    case "viewed-next":
      return `What others looked at after ${reason.afterTitle}`;
    case "recently-viewed":
      return "You looked at this";
    case "buy-again":
      return "Time for another one?";
    case "favourite":
      return `A favourite in ${reason.type}`;
    case "trending":
      return "Much asked for this week";
    case "best-seller":
      return "A favourite of other customers";
    case "new":
      return "New in the shop";
    case "pinned":
      return "Our recommendation";
    case "range":
      return "From our range";
  }
}
