import { seededChance } from "../../sandbox/store/seeded-random";
import { basketOf } from "../catalogue";
import { checkoutOf, checkoutToken, signedWebhook, type Webhook } from "../checkout-webhooks";
import { webhookSecret } from "../server-process";

/**
 * What a shopper does after an hour at the checkout. `leaves`: one reminder is expected. `returns`: the checkout is told
 * twice, with other times, and still there is one reminder. `unticked`: never a mail. `orders`: a mail only if the
 * order came too late to stop it. `bounces`: leaves, with an address that does not work.
 */
export type ShopperKind = "leaves" | "returns" | "unticked" | "orders" | "bounces";

export interface Shopper {
  readonly number: number;
  readonly kind: ShopperKind;
  /** Which of the shops, from 0. */
  readonly shop: number;
  readonly email: string;
  readonly token: string;
}

/** One delivery, to be posted until it is answered with 200; some are posted more than once in any case. */
export interface Delivery {
  readonly id: string;
  readonly shop: number;
  readonly copies: number;
  /** Made when it is posted: its time is an hour ago by then. */
  readonly webhook: () => Webhook;
}

export function domainOf(shop: number): string {
  return `chaos-store-${shop}.myshopify.com`;
}

const MINUTE = 60_000;

/**
 * Shoppers of whom `messages` must be mailed, and some more who must not. Every 67th bounces: far from the share by
 * which a workflow pauses itself.
 */
export function shoppersOf({ seed, messages, shops }: { seed: number; messages: number; shops: number }): Shopper[] {
  const chance = seededChance(seed);
  const shoppers: Shopper[] = [];
  for (let number = 0, mailed = 0; mailed < messages; number += 1) {
    const kind =
      number % 67 === 66
        ? "bounces"
        : chance.weighted<ShopperKind>([
            ["leaves", 84],
            ["returns", 8],
            ["unticked", 4],
            ["orders", 4],
          ]);
    if (kind !== "unticked" && kind !== "orders") mailed += 1;
    const name = kind === "bounces" ? "bounce" : "shopper";
    const email = `${name}-${number}@example.com`;
    shoppers.push({ number, kind, shop: number % shops, email, token: checkoutToken(number) });
  }
  return shoppers;
}

/** What Shopify tells of them, in the order in which it happens. One in ten deliveries comes at least twice. */
export function deliveriesOf(shoppers: readonly Shopper[], seed: number): Delivery[] {
  const chance = seededChance(seed + 1);
  return shoppers.flatMap((shopper) => {
    const copies = () => (chance.happens(0.1) ? 2 : 1);
    const checkout = (told: string, minutesAgo: number): Delivery => ({
      id: `${shopper.token}-${told}`,
      shop: shopper.shop,
      copies: copies(),
      webhook: () => checkoutWebhook(shopper, told, new Date(Date.now() - minutesAgo * MINUTE)),
    });
    switch (shopper.kind) {
      case "returns":
        return [checkout("first", 64), checkout("again", 61)];
      case "orders":
        return [
          checkout("first", 61),
          { id: `${shopper.token}-order`, shop: shopper.shop, copies: copies(), webhook: () => orderWebhook(shopper) },
        ];
      default:
        return [checkout("first", 61)];
    }
  });
}

function checkoutWebhook({ number, shop, email, kind, token }: Shopper, told: string, updatedAt: Date): Webhook {
  const payload = checkoutOf({ shopper: number, updatedAt, email, isTicked: kind !== "unticked" });
  return signedWebhook("checkouts/update", payload, {
    ...{ domain: domainOf(shop), secret: webhookSecret, triggeredAt: updatedAt, eventId: `${token}-${told}` },
  });
}

function orderWebhook({ number, shop, email, token }: Shopper): Webhook {
  const at = new Date();
  const id = 5_500_000_000_000 + number;
  const payload = {
    ...{ id, admin_graphql_api_id: `gid://shopify/Order/${id}`, name: `#${10_000 + number}`, email },
    ...{ checkout_token: token, source_name: "web", currency: "EUR", total_price: "120.00" },
    ...{ created_at: at.toISOString(), updated_at: at.toISOString() },
    line_items: basketOf(number, 1).map(({ productId, title, variants: [variant] }) => ({
      ...{ id: id * 10, product_id: Number(productId), variant_id: Number(variant?.variantId), title },
      ...{ quantity: 1, price: "120.00" },
    })),
  };
  return signedWebhook("orders/create", payload, {
    ...{ domain: domainOf(shop), secret: webhookSecret, triggeredAt: at, eventId: `${token}-order` },
  });
}
