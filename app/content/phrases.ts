import type { UsageTips } from "~/content/usage-tips";
import type { UsageTopic } from "~/content/usage-topic";

/** Why somebody is written to, as the foot of each mail says. */
export type Because = "signed-up" | "ordered" | "looked-around" | "began-checkout" | "filled-cart";

/** How a shop speaks to its customers: it changes how mails begin and end. */
export const tones = ["warm", "plain", "formal"] as const;
export type Tone = (typeof tones)[number];

/** How a mail begins and ends in one tone. `toName` may say `{{ name }}`. */
export interface Manners {
  readonly toName: string;
  readonly toAnybody: string;
  readonly signOff: string;
}

/**
 * Why a product is recommended, with what the sentence names. It has the shape of the recommendations' own reasons,
 * which content does not know.
 */
export type Reason =
  | { readonly kind: "bought-together"; readonly withTitle: string; readonly isTheirs: boolean }
  | { readonly kind: "similar"; readonly toTitle: string }
  | { readonly kind: "seen-together"; readonly withTitle: string }
  | { readonly kind: "viewed-next"; readonly afterTitle: string }
  | { readonly kind: "favourite"; readonly type: string }
  | { readonly kind: "pinned" | "recently-viewed" | "buy-again" | "trending" | "best-seller" | "new" | "range" };

/** A sentence for each kind of reason; `title` is what it names. What goes with something of their own is said so. */
type ReasonSentences = Readonly<Record<Reason["kind"] | "bought-with-theirs", (title: string) => string>>;

/**
 * What all mails say in the same words, in one language. A text may hold the Liquid of its partial, no markup;
 * SHOP stands for the shop's name.
 */
export interface Phrases {
  readonly manners: Readonly<Record<Tone, Manners>>;
  /** On the button, where a mail has no words of its own for it. */
  readonly visit: string;
  /** Above recommendations, likewise. */
  readonly picks: string;
  readonly quantity: string;
  readonly total: string;
  readonly orderTotal: string;
  readonly inYourCart: string;
  readonly inYourOrder: string;
  readonly youLookedAt: string;
  readonly before: string;
  readonly now: string;
  readonly enterCode: string;
  /** Before a date and a time. */
  readonly validUntil: string;
  readonly askUs: { readonly heading: string; readonly text: string };
  readonly because: Readonly<Record<Because, string>>;
  readonly agreed: string;
  readonly askedToBeTold: string;
  /** The way to the page where its reader chooses topics and how often. */
  readonly chooseMails: string;
  readonly unsubscribe: string;
  readonly reasons: ReasonSentences;
  /** In a subject, where no product or order is known. */
  readonly somethingLiked: string;
  readonly yourOrder: string;
  readonly tips: Readonly<Record<UsageTopic, UsageTips>>;
}

/** Why a product is recommended, in the reader's words. */
export function reasonText(reason: Reason, { reasons }: Phrases): string {
  const kind = reason.kind === "bought-together" && reason.isTheirs ? "bought-with-theirs" : reason.kind;
  return reasons[kind](titleOf(reason));
}

function titleOf(reason: Reason): string {
  switch (reason.kind) {
    case "bought-together":
    case "seen-together":
      return reason.withTitle;
    case "similar":
      return reason.toTitle;
    case "viewed-next":
      return reason.afterTitle;
    case "favourite":
      return reason.type;
    default:
      return "";
  }
}
