import type { Shop } from "@prisma/client";
import type { PoolClient } from "pg";
import type { AdminClient } from "./admin.server";
import { ShopDetailsDocument } from "./admin-api/generated/graphql";
import { askForImport } from "./ask-for-import";
import { now } from "./clock";
import { db, type Sql, transaction } from "./db.server";
import { moveDeliveries } from "./move-deliveries.server";

/**
 * Our own number of the shop that a domain belongs to. A domain never met before becomes a shop that is
 * "not opened yet": its deliveries are kept, nothing is mailed. Safe to call from many places at once, and while
 * the shop is erased: then it is made anew.
 */
export async function ensureShop(sql: Sql, domain: string): Promise<number> {
  for (let tries = 0; tries < 3; tries += 1) {
    // The entry is locked while the shop's row is made, so that an erasure takes both or neither.
    const { rows } = await sql.query<{ shop_id: number }>(
      `WITH entry AS (SELECT shop_id FROM shop_domains WHERE domain = $1 FOR KEY SHARE),
        made AS (INSERT INTO shops (shop_id, domain) SELECT shop_id, $1 FROM entry ON CONFLICT (shop_id) DO NOTHING)
      SELECT shop_id FROM entry`,
      [domain],
    );
    if (rows[0]) return rows[0].shop_id;
    // Read again rather than RETURNING: of two who insert at once, one gets nothing back.
    await sql.query("INSERT INTO shop_domains (domain) VALUES ($1) ON CONFLICT (domain) DO NOTHING", [domain]);
  }
  throw new Error(`The directory lost ${domain} while it was written.`);
}

/** The shop of a domain; null when none was ever met. */
export async function shopByDomain(domain: string): Promise<Shop | null> {
  const entry = await db.shopDomain.findUnique({ where: { domain } });
  return entry ? db.shop.findUnique({ where: { shopId: entry.shopId } }) : null;
}

interface KnownShop {
  readonly shopId: number;
  readonly domain: string;
  readonly shopifyId: string | null;
  readonly openedAt: Date | null;
}

/**
 * Our number of the shop that Shopify knows by `shopifyId` ("gid://shopify/Shop/1") and that is reached under
 * `domain` now. A shop known under another domain keeps its number and learns the new one; what came in under
 * the new domain meanwhile, to a placeholder, moves to it. A domain that changed hands gets a number of its own:
 * who had it before keeps their data, out of service until they open the app under their own.
 */
export async function shopOfDomain(sql: PoolClient, domain: string, shopifyId: string): Promise<number> {
  // Two who learn of one shop at once follow each other.
  await sql.query("SELECT pg_advisory_xact_lock(hashtextextended($1, 0))", [shopifyId]);
  const metId = await ensureShop(sql, domain);
  const { rows } = await sql.query<KnownShop>(
    `SELECT shop_id AS "shopId", domain, shopify_id AS "shopifyId", opened_at AS "openedAt" FROM shops
     WHERE shop_id = $1 OR (shopify_id = $2 AND joined_to IS NULL) ORDER BY shop_id FOR UPDATE`,
    [metId, shopifyId],
  );
  const met = rows.find(({ shopId }) => shopId === metId);
  const owner = rows.find((shop) => shop.shopId !== metId && shop.shopifyId === shopifyId);
  if (!met) throw new Error(`Shop ${metId} of ${domain} went while it was looked at; try again.`);

  const isFree = met.shopifyId === null || met.shopifyId === shopifyId;
  if (!owner && isFree) {
    await sql.query("UPDATE shops SET shopify_id = $2 WHERE shop_id = $1", [metId, shopifyId]);
    return metId;
  }
  const shopId = owner ? await takeDomain(sql, domain, owner) : await makeAnew(sql, domain, met);
  if (isFree && met.openedAt === null) await joinPlaceholder(sql, metId, shopId);
  return shopId;
}

/** The shop goes on under this domain; the tokens of its former one are void. */
async function takeDomain(sql: PoolClient, domain: string, shop: KnownShop): Promise<number> {
  await sql.query("UPDATE shop_domains SET shop_id = $2 WHERE domain = $1", [domain, shop.shopId]);
  await sql.query("UPDATE shops SET domain = $2 WHERE shop_id = $1", [shop.shopId, domain]);
  if (shop.domain !== domain) await sql.query(`DELETE FROM "Session" WHERE shop = $1`, [shop.domain]);
  return shop.shopId;
}

async function makeAnew(sql: PoolClient, domain: string, former: KnownShop): Promise<number> {
  await sql.query("UPDATE shops SET uninstalled_at = coalesce(uninstalled_at, $2) WHERE shop_id = $1", [
    former.shopId,
    now(),
  ]);
  await sql.query("UPDATE shop_domains SET shop_id = DEFAULT WHERE domain = $1", [domain]);
  return ensureShop(sql, domain);
}

/**
 * Turns a placeholder into a signpost to `shopId`, with all that it received. A process that still has its number
 * in mind is refused by the inbox and asks the directory again; the sweep brings whatever slipped through.
 */
async function joinPlaceholder(sql: PoolClient, placeholder: number, shopId: number): Promise<void> {
  await sql.query("UPDATE shops SET joined_to = $2, shopify_id = NULL WHERE shop_id = $1", [placeholder, shopId]);
  while ((await moveDeliveries(sql, placeholder, shopId)) > 0);
}

/**
 * Takes a shop into service, or into service again, and learns its details from Shopify. From here on
 * its deliveries are processed, and the worker reads its products, customers and orders. A sender's name that
 * the merchant chose is kept. A shop that was known under another domain goes on under this one. Throws when
 * Shopify does not answer.
 */
export async function openShop(domain: string, admin: AdminClient): Promise<Shop> {
  const askedAt = now();
  const { shop: details, currentAppInstallation: installed } = await admin.request(ShopDetailsDocument, {});
  const shopId = await transaction((sql) => shopOfDomain(sql, domain, details.id));
  const before = await db.shop.findUniqueOrThrow({ where: { shopId } });
  const isNew = before.openedAt === null || before.uninstalledAt !== null;
  // First, so that no kill in between leaves a shop in service whose history nobody reads.
  if (isNew) await askForImport(shopId, now());
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
      scopes: installed.accessScopes.map(({ handle }) => handle),
      scopesAt: askedAt,
      uninstalledAt: null,
      ...(isNew && { openedAt: now(), catalogueAt: null }),
    },
  });
}

/**
 * Takes a shop out of service: nothing more is sent for it. Its data stay until shop/redact; its tokens are void.
 * False for an uninstall that arrives late, after the shop was opened again: it closes nothing.
 */
export async function closeShop(sql: Sql, shopId: number, at: Date): Promise<boolean> {
  const { rows } = await sql.query<{ domain: string }>(
    `UPDATE shops SET uninstalled_at = $2 WHERE shop_id = $1 AND (opened_at IS NULL OR opened_at <= $2) RETURNING domain`,
    [shopId, at],
  );
  for (const { domain } of rows) await sql.query(`DELETE FROM "Session" WHERE shop = $1`, [domain]);
  return rows.length > 0;
}

/** Keeps what the merchant grants now, unless something newer is known. Tokens that are out already follow it too. */
export async function rescopeShop(sql: Sql, shopId: number, scopes: readonly string[], at: Date): Promise<void> {
  const { rows } = await sql.query<{ domain: string }>(
    `UPDATE shops SET scopes = $2, scopes_at = $3 WHERE shop_id = $1 AND (scopes_at IS NULL OR scopes_at <= $3)
     RETURNING domain`,
    [shopId, scopes, at],
  );
  for (const { domain } of rows) {
    await sql.query(`UPDATE "Session" SET scope = $2 WHERE shop = $1 AND NOT "isOnline"`, [domain, scopes.join(",")]);
  }
}
