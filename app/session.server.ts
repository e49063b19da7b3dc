import type { Shop } from "@prisma/client";
import { openShop, shopByDomain } from "./shop.server";
import { adminOf, authenticate } from "./shopify.server";

/**
 * The shop whose merchant makes this request. Throws the response that Shopify's SDK asks for when
 * the request carries no valid session token. Opens the shop when it is not open: after a reinstall
 * the token of before may still be good, and then no sign-in takes place.
 */
export async function requireShop(request: Request): Promise<Shop> {
  const { session } = await authenticate.admin(request);
  const shop = await shopByDomain(session.shop);
  if (shop?.openedAt && !shop.uninstalledAt) return shop;
  return openShop(session.shop, adminOf(session));
}
