import type { Shop } from "@prisma/client";
import type { AdminClient } from "./admin.server";
import { ShopDetailsDocument } from "./admin-api/generated/graphql";
import { now } from "./clock";
import { db, pool, type Sql } from "./db.server";

/**
 * Our own number of the shop that a domain belongs to. A domain never met before becomes a shop that is
 * "not opened yet": its deliveries are kept, nothing is mailed. Safe to call from many places at once.
 */
export async function ensureShop(sql: Sql, domain: string): Promise<number> {
  let shopId = await directoryEntry(sql, domain);
  if (shopId === null) {
    await sql.query("INSERT INTO shop_domains (domain) VALUES ($1) ON CONFLICT (domain) DO NOTHING", [domain]);
    // Read again rather than RETURNING: of two who insert at once, one gets nothing back.
    shopId = await directoryEntry(sql, domain);
  }
  if (shopId === null) throw new Error(`The directory lost ${domain} while it was written.`);
  await sql.query("INSERT INTO shops (shop_id, domain) VALUES ($1, $2) ON CONFLICT (shop_id) DO NOTHING", [
    shopId,
    domain,
  ]);
  return shopId;
}

/** The shop of a domain; null when none was ever met. */
export async function shopByDomain(domain: string): Promise<Shop | null> {
  const entry = await db.shopDomain.findUnique({ where: { domain } });
  return entry ? db.shop.findUnique({ where: { shopId: entry.shopId } }) : null;
}

/**
 * Takes a shop into service, or into service again, and learns its details from Shopify. From here on
 * its deliveries are processed, and the worker loads its catalogue. A sender's name that the merchant
 * chose is kept. Throws when Shopify does not answer.
 */
export async function openShop(domain: string, admin: AdminClient): Promise<Shop> {
  const [shopId, { shop: details }] = await Promise.all([
    ensureShop(pool, domain),
    admin.request(ShopDetailsDocument, {}),
  ]);
  const before = await db.shop.findUniqueOrThrow({ where: { shopId } });
  const isNew = before.openedAt === null || before.uninstalledAt !== null;
  return db.shop.update({
    where: { shopId },
    data: {
      domain,
      shopifyId: details.id,
      name: details.name,
      email: details.email,
      currency: details.currencyCode,
      timezone: details.ianaTimezone,
      country: details.shopAddress.countryCodeV2,
      storefrontUrl: details.primaryDomain.url,
      senderName: before.senderName ?? details.name,
      uninstalledAt: null,
      ...(isNew && { openedAt: now(), catalogueAt: null }),
    },
  });
}

async function directoryEntry(sql: Sql, domain: string): Promise<number | null> {
  const { rows } = await sql.query<{ shop_id: number }>("SELECT shop_id FROM shop_domains WHERE domain = $1", [domain]);
  return rows[0]?.shop_id ?? null;
}

/** Takes a shop out of service: nothing more is sent for it. Its data stay until shop/redact; its tokens are void. */
export async function closeShop(sql: Sql, shopId: number, at: Date): Promise<void> {
  // An uninstall that arrives late, after the shop was opened again, closes nothing.
  const { rows } = await sql.query<{ domain: string }>(
    `UPDATE shops SET uninstalled_at = $2 WHERE shop_id = $1 AND (opened_at IS NULL OR opened_at <= $2) RETURNING domain`,
    [shopId, at],
  );
  for (const { domain } of rows) await sql.query(`DELETE FROM "Session" WHERE shop = $1`, [domain]);
}
