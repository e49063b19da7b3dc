/** The sandbox's one state. Ids are the digits of Shopify's ids, money is minor units, times are ISO 8601 in UTC. */

export interface StoreState {
  /** Of this file's format: a state of another version is set aside and seeded afresh. */
  readonly version: number;
  readonly shop: Shop;
  readonly collections: Collection[];
  readonly products: Product[];
  readonly customers: Customer[];
  readonly orders: Order[];
  readonly carts: Cart[];
  readonly checkouts: Checkout[];
  readonly discounts: Discount[];
  readonly tokens: AccessGrant[];
  /** The number that the next new thing's id is made of. */
  nextNumber: number;
}

export interface Shop {
  readonly id: string;
  readonly name: string;
  readonly domain: string;
  readonly email: string;
  readonly ownerName: string;
  readonly currency: string;
  readonly timezone: string;
  readonly address: Address;
  readonly createdAt: string;
}

export interface Address {
  readonly id: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly address1: string;
  readonly city: string;
  readonly zip: string;
  readonly country: string;
  readonly countryCode: string;
}

export interface Collection {
  readonly id: string;
  readonly handle: string;
  readonly title: string;
  readonly description: string;
  readonly updatedAt: string;
}

export interface Product {
  readonly id: string;
  readonly handle: string;
  readonly title: string;
  readonly description: string;
  readonly vendor: string;
  readonly type: string;
  readonly tags: readonly string[];
  readonly status: "ACTIVE" | "DRAFT" | "ARCHIVED";
  readonly publishedAt: string | null;
  readonly createdAt: string;
  updatedAt: string;
  readonly optionName: string;
  readonly collections: readonly string[];
  readonly variants: Variant[];
  /** What sandbox/pictures draws, and in which colour. */
  readonly picture: { readonly shape: string; readonly colour: string };
}

export interface Variant {
  readonly id: string;
  readonly inventoryItemId: string;
  readonly title: string;
  readonly sku: string;
  readonly position: number;
  readonly grams: number;
  priceMinor: number;
  compareAtMinor: number | null;
  stock: number;
}

export type ConsentState = "SUBSCRIBED" | "UNSUBSCRIBED" | "PENDING" | "NOT_SUBSCRIBED";

export interface Customer {
  readonly id: string;
  email: string;
  readonly firstName: string | null;
  readonly lastName: string | null;
  readonly locale: string;
  tags: readonly string[];
  readonly address: Address | null;
  readonly createdAt: string;
  updatedAt: string;
  consent: {
    readonly state: ConsentState;
    readonly optInLevel: "SINGLE_OPT_IN" | "CONFIRMED_OPT_IN" | "UNKNOWN" | null;
    readonly updatedAt: string | null;
  };
}

export interface Line {
  readonly variantId: string;
  readonly quantity: number;
}

export interface Cart {
  readonly token: string;
  readonly createdAt: string;
  updatedAt: string;
  lines: Line[];
  /** Whether the app was told that there is such a cart. */
  isTold: boolean;
}

export interface Checkout {
  readonly token: string;
  readonly cartToken: string;
  readonly recoveryKey: string;
  /** What the merchant calls it: "#30012345678901". */
  readonly name: string;
  readonly locale: string;
  /** "web", "pos", "shopify_draft_order", "subscription_contract", … */
  readonly sourceName: string;
  readonly createdAt: string;
  updatedAt: string;
  completedAt: string | null;
  email: string | null;
  firstName: string | null;
  lastName: string | null;
  acceptsMarketing: boolean;
  address: Address | null;
  lines: Line[];
  /** The code that the shopper entered. */
  discountCode?: string | null;
}

/** An amount off orders, for whoever has one of its codes. */
export interface Discount {
  readonly id: string;
  readonly title: string;
  /** From 0 to 1; null: it takes off `amountMinor`. */
  readonly percentage: number | null;
  readonly amountMinor: number;
  readonly minimumMinor: number;
  /** How often each of its codes can be used; null: as often as one likes. */
  readonly usageLimit: number | null;
  readonly startsAt: string;
  readonly endsAt: string | null;
  readonly codes: string[];
}

export interface Order {
  readonly id: string;
  readonly number: number;
  readonly token: string;
  readonly email: string | null;
  readonly customerId: string | null;
  readonly checkoutToken: string | null;
  readonly cartToken: string | null;
  readonly sourceName: string;
  readonly locale: string | null;
  readonly acceptsMarketing: boolean;
  readonly address: Address | null;
  readonly shippingMinor: number;
  /** The code that it was placed with, in capitals. */
  readonly discount?: { readonly code: string; readonly amountMinor: number; readonly type: string };
  /** What was given back since. */
  refundedMinor: number;
  readonly lines: readonly OrderLine[];
  readonly createdAt: string;
  updatedAt: string;
  cancelledAt: string | null;
  fulfilledAt: string | null;
}

export interface OrderLine {
  readonly id: string;
  readonly productId: string;
  readonly variantId: string;
  readonly title: string;
  readonly variantTitle: string | null;
  readonly sku: string;
  readonly vendor: string;
  readonly grams: number;
  readonly quantity: number;
  readonly priceMinor: number;
}

/** An access token that the app holds, and what it is good for. Its times are machine time. */
export interface AccessGrant {
  readonly accessToken: string;
  readonly kind: "online" | "offline";
  readonly scope: string;
  readonly userId: number | null;
  /** Machine time in ms; null never ends. */
  readonly expiresAt: number | null;
  readonly refreshToken: string | null;
  readonly refreshTokenExpiresAt: number | null;
}
