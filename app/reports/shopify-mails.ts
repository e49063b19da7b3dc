/** A mail that Shopify sends too, and how a merchant keeps it from going out twice. */
export interface ShopifysMail {
  readonly title: string;
  readonly text: string;
  readonly steps: readonly string[];
}

/**
 * Where Shopify has the switch. Since 24 March 2026 automations that send e-mail are in Shopify Messaging; stores
 * that were never moved have it among the settings of the checkout.
 */
const openAutomations = "In the Shopify admin open Apps → Messaging → Automations.";

const mails: Readonly<Record<string, ShopifysMail>> = {
  "checkout-abandonment": {
    title: "Turn off Shopify's own abandoned checkout mail",
    text: "Shopify sends a reminder of its own, ten hours after a checkout was left unless you changed it. With both on, shoppers are reminded twice.",
    steps: [
      openAutomations,
      "Open “Abandoned checkout” and turn it off.",
      "If it is not there: Settings → Checkout → Abandoned checkouts, and untick the automatic e-mail.",
    ],
  },
  "cart-abandonment": {
    title: "Turn off Shopify's own abandoned cart mail",
    text: "If you have turned on Shopify's automation for abandoned carts, shoppers are reminded twice.",
    steps: [openAutomations, "Open “Abandoned cart”, if it is there, and turn it off."],
  },
  "browse-abandonment": {
    title: "Turn off Shopify's own mail about viewed products",
    text: "If you have turned on Shopify's automation for abandoned product browsing, shoppers are written to twice.",
    steps: [openAutomations, "Open “Abandoned product browse”, if it is there, and turn it off."],
  },
};

/** What Shopify's own mails mean for a workflow; null when Shopify sends nothing of the kind. */
export function shopifysMail(workflowId: string): ShopifysMail | null {
  return new Map(Object.entries(mails)).get(workflowId) ?? null;
}

/** Shopify's help names no switch for the order confirmation, unlike for other notifications. */
export const orderConfirmationNote =
  "Shopify confirms every order itself, and among its notifications this is the one without a switch. Turn this mail on only when you know that Shopify's no longer goes out, for instance because Shopify Support stopped it for your store. Otherwise customers get two.";
