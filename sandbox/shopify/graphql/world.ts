import type { SandboxContext } from "../../context";
import type { Store } from "../../store/store";
import type { Collection, Customer, Order, Product, Variant } from "../../store/types";
import type { Flow } from "../../systems/flow";
import type { BulkOperations } from "../bulk/bulk-operations";
import type { Faults } from "../faults";
import type { Webhooks } from "../webhooks";

/**
 * What a GraphQL object is made of: a value, or a function of the field's arguments. A field that is
 * not here has no resolver, and says so when it is asked for.
 */
export type Fields = Readonly<Record<string, unknown>>;

/** All that resolvers reach: the shop, and how each kind of thing becomes a GraphQL object. */
export interface World {
  readonly store: Store;
  readonly context: SandboxContext;
  readonly webhooks: Webhooks;
  readonly scopes: string;
  readonly faults: Faults;
  readonly bulk: BulkOperations;
  readonly flow: Flow;
  /** Whose order it is; null for a guest's. */
  customerOf(order: Order): Customer | null;
  readonly node: {
    product(product: Product): Fields;
    variant(product: Product, variant: Variant): Fields;
    collection(collection: Collection): Fields;
    customer(customer: Customer): Fields;
    order(order: Order): Fields;
  };
}

/** Shopify's global id: gid://shopify/Product/123. */
export function gid(type: string, id: string): string {
  return `gid://shopify/${type}/${id}`;
}

/** The digits of a global id of this type; null when it is of another type, or none. */
export function idOf(type: string, globalId: string): string | null {
  return new RegExp(`^gid://shopify/${type}/(\\d+)$`).exec(globalId)?.[1] ?? null;
}

/** MoneyV2. Shopify writes its decimals without the last zero: "18.0". */
export function money(minor: number, currency: string): Fields {
  return { amount: (minor / 100).toFixed(2).replace(/0$/, ""), currencyCode: currency };
}

/** MoneyBag: one sum in the shop's and in the shopper's currency, which are one here. */
export function moneyBag(minor: number, currency: string): Fields {
  return { shopMoney: money(minor, currency), presentmentMoney: money(minor, currency) };
}

/** Money, the older scalar: "18.00". */
export function moneyText(minor: number): string {
  return (minor / 100).toFixed(2);
}

/** An exact Count. */
export function exactly(count: number): Fields {
  return { count, precision: "EXACT" };
}
