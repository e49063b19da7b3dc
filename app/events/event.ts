/** The vocabulary of events: what happened, named noun.verb, with the fields that rules may read. */

/** Where a checkout or an order came from. Only `online` shoppers abandon a checkout. */
export type Channel = "online" | "pos" | "draft" | "subscription" | "b2b" | "other";

export interface CheckoutLine {
  readonly productId: string | null;
  readonly variantId: string | null;
  readonly title: string;
  readonly variantTitle: string | null;
  readonly quantity: number;
  /** Price of one, in minor units of the checkout's presentment currency. */
  readonly priceMinor: number;
}

export interface CheckoutData {
  readonly token: string;
  readonly cartToken: string | null;
  readonly channel: Channel;
  readonly recoveryUrl: string | null;
  readonly currency: string;
  readonly totalMinor: number;
  readonly lines: readonly CheckoutLine[];
  readonly completedAt: string | null;
  readonly acceptsMarketing: boolean;
}

export interface OrderData {
  readonly orderId: string;
  /** What the merchant calls it: "#1042". */
  readonly name: string;
  readonly checkoutToken: string | null;
  readonly cartToken: string | null;
  readonly channel: Channel;
  readonly currency: string;
  readonly totalMinor: number;
  readonly cancelledAt: string | null;
  readonly placedAt: string;
  /** The codes that it was placed with, and what each took off; absent where that was not told. */
  readonly discounts?: readonly { readonly code: string; readonly amountMinor: number }[];
  readonly lines: readonly (CheckoutLine & { readonly lineId: string })[];
}

export type ConsentState = "SUBSCRIBED" | "UNSUBSCRIBED" | "PENDING" | "NOT_SUBSCRIBED" | "REDACTED" | "INVALID";

export interface ConsentData {
  readonly state: ConsentState;
  /** When the person said so, by the source's clock. */
  readonly at: string;
  /** In a merchant's words: "ticked the box at checkout". */
  readonly source: string;
  /** What the person was asked, where it is known. */
  readonly wording?: string | null;
  /** It was said to us (our pages, a file, our API), so that Shopify must be told. */
  readonly tellsShopify?: true;
  /** The id of the mail by which they said so. */
  readonly mail?: string;
}

/** The source of a consent that Shopify's own webhook tells. */
export const SET_IN_SHOPIFY = "set in Shopify";

/** Which marketing mails they want. */
export interface PreferencesData {
  readonly topicsOff: readonly string[];
  readonly mostPerWeek: number | null;
  readonly pausedUntil: string | null;
}

export type ProviderOutcome = { readonly messageId: string; readonly reason: string | null };

/** Which link of a mail was followed. */
export interface ClickData {
  readonly messageId: string;
  /** Where it led when the mail was made; null where that is not known. */
  readonly url: string | null;
  /** Whose page it is, if it is a product's. */
  readonly productId: string | null;
}

/** What a machine did with a mail: a scanner, or a mail program on its own. */
export interface ScanData {
  readonly messageId: string;
  readonly what: "opened" | "clicked";
  /** How it is known, in a merchant's words. */
  readonly why: string;
}

export interface ProductData {
  readonly productId: string;
}

/** A cart of the online store, before checkout began. */
export interface CartData {
  readonly token: string;
  readonly currency: string | null;
  readonly totalMinor: number | null;
  readonly lines: readonly CheckoutLine[];
}

/** Which order something happened to. */
export interface OrderReference {
  readonly orderId: string;
  readonly name: string;
  readonly productIds: readonly string[];
}

/** A product, and why this contact is told of it. */
export interface WantedProductData {
  readonly productId: string;
  readonly variantId: string | null;
  readonly title: string;
  /** `asked` to be told, or only had it in the cart, or looked at it. */
  readonly wanted: "asked" | "carted" | "viewed";
}

export interface SegmentData {
  readonly segmentId: string;
  /** What the merchant called it then. */
  readonly name: string;
}

/** Named values of another system's making. */
export type FlatFields = Readonly<Record<string, string | number | boolean | null>>;

export interface EventData {
  "checkout.updated": CheckoutData;
  "order.created": OrderData;
  /** An order was changed or cancelled. State only: it is no purchase. */
  "order.updated": OrderData;
  /** All of it has been sent off. */
  "order.fulfilled": OrderReference;
  "order.delivered": OrderReference;
  "order.cancelled": OrderReference;
  "order.refunded": OrderReference & { readonly refundedMinor: number; readonly currency: string };
  "cart.updated": CartData;
  "customer.created": Record<never, never>;
  "customer.updated": Record<never, never>;
  "consent.changed": ConsentData;
  "email.processed": ProviderOutcome;
  /** The receiving server put it off; SendGrid goes on trying for 72 hours. */
  "email.deferred": ProviderOutcome;
  "email.delivered": ProviderOutcome;
  /** The address does not work. */
  "email.bounced": ProviderOutcome;
  /** The receiving server would not have this mail; the address may work. */
  "email.blocked": ProviderOutcome;
  /** SendGrid took it and did not send it. */
  "email.dropped": ProviderOutcome;
  "email.complained": ProviderOutcome;
  /** On the preference page of a mail. */
  "preferences.changed": PreferencesData;
  /** By a person, as far as can be known; so is a click. */
  "email.opened": ProviderOutcome;
  "email.clicked": ClickData;
  "email.scanned": ScanData;
  "product.viewed": ProductData;
  "product.carted": ProductData;
  "customer.tagged": { readonly added: readonly string[]; readonly removed: readonly string[] };
  /** They asked to be told when it can be bought again. */
  "stock.requested": { readonly productId: string; readonly variantId: string | null };
  /** Can be bought again; one event for each contact who wanted it. */
  "product.restocked": WantedProductData;
  /** Costs less than before; one event for each contact who wanted it. */
  "price.dropped": WantedProductData & {
    readonly beforeMinor: number;
    readonly nowMinor: number;
    readonly currency: string;
  };
  /** What they bought is probably used up: `everyDays` is how often it is bought again. */
  "replenishment.due": {
    readonly productId: string;
    readonly title: string;
    readonly orderedAt: string;
    readonly everyDays: number;
  };
  /** Longer away than the shop's or their own gap between orders lets expect. */
  "contact.inactive": { readonly lastOrderAt: string; readonly expectedDays: number; readonly orders: number };
  /** A day of theirs: `on` is the date in the shop's zone, `years` how often it came round, where that is known. */
  "date.reached": {
    readonly date: "birthday" | "first-order-anniversary";
    readonly on: string;
    readonly years: number | null;
  };
  /** They tapped an answer in a mail. */
  "question.answered": { readonly messageId: string; readonly answer: string };
  /** A workflow's step wrote a field; what it says stands in the profile. */
  "contact.noted": { readonly workflowId: string; readonly step: string };
  "segment.entered": SegmentData;
  "segment.left": SegmentData;
  "stage.changed": { readonly from: string; readonly to: string };
  /** What another system told us by the public events API, under its own name. */
  "custom.happened": { readonly name: string; readonly properties: FlatFields };
  /** A row of a file that the merchant brought. */
  "contact.imported": { readonly fileName: string };
  /** Another contact turned out to be this person, and went into this one. */
  "contact.merged": { readonly from: { readonly contactId: string; readonly email: string | null } };
  "app.uninstalled": Record<never, never>;
  "app.rescoped": { readonly scopes: readonly string[] };
}

export type EventName = keyof EventData;

/** How a person can be recognised in an event; all e-mail addresses are normalised. */
export interface Identity {
  readonly customerId: string | null;
  readonly email: string | null;
  readonly checkoutToken: string | null;
  readonly cartToken: string | null;
  /** The browser, as the web pixel names it. */
  readonly visitorId: string | null;
  /** Our own id, in events that our own pages make. */
  readonly contactId: string | null;
}

/** What an event says about the person; a field that it does not speak of is absent. */
export interface Profile {
  readonly firstName?: string | null;
  readonly lastName?: string | null;
  readonly locale?: string | null;
  readonly country?: string | null;
  readonly region?: string | null;
  readonly city?: string | null;
  readonly timezone?: string | null;
  /** Fields that other systems told us, by name; null takes one away. */
  readonly custom?: FlatFields;
}

export type Event<N extends EventName = EventName> = {
  [K in N]: {
    readonly eventId: string;
    readonly name: K;
    readonly occurredAt: Date;
    /** Orders two tellings of one thing: source clock, then trigger time, then event id. Compare as text. */
    readonly sourceOrder: string;
    readonly identity: Identity;
    readonly profile: Profile;
    readonly data: EventData[K];
  };
}[N];
