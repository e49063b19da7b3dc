import type { Shop } from "@prisma/client";
import { env } from "~/env.server";

/** A permission that the app needs and the merchant has not granted, and what does not work without it. */
export interface MissingScope {
  /** As Shopify names it: "read_orders". */
  readonly scope: string;
  readonly consequence: string;
}

const consequences: Readonly<Record<string, string>> = {
  read_products: "Products, prices and stock are not read: mails may show what has changed, and recommend nothing new.",
  read_inventory: "That something is back in stock is noticed once an hour, not at once.",
  read_orders:
    "Checkouts and orders are not heard of: no reminder starts, and one that is under way cannot know of an order.",
  read_fulfillments:
    "When an order arrives is not heard of: what waits for a delivery goes on without it, or not at all.",
  read_all_orders: "Orders older than 60 days are not read: who bought before that counts as somebody who never did.",
  read_customers: "Customers and their consent are not heard of: changes made in Shopify are missed.",
  write_customers: "Who opts out here is not written back to Shopify. Waypost itself keeps to it.",
  write_discounts: "No personal discount codes are made: mails that offer one go without it, or wait, as you set them.",
};

/** What the merchant has to grant; empty when all is there, and while Shopify has not said yet. */
export function missingScopes({ scopes, scopesAt }: Pick<Shop, "scopes" | "scopesAt">): MissingScope[] {
  if (scopesAt === null) return [];
  // Who may write may read, and Shopify lists only the former: https://shopify.dev/docs/api/usage/access-scopes
  const granted = new Set(scopes.flatMap((scope) => [scope, scope.replace(/^write_/, "read_")]));
  return env.SCOPES.split(",")
    .map((scope) => scope.trim())
    .filter((scope) => scope !== "" && !granted.has(scope))
    .map((scope) => ({ scope, consequence: consequences[scope] ?? "What needs it does not work." }));
}
