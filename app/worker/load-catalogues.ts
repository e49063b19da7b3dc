import { now } from "~/clock";
import { pool } from "~/db.server";
import { log } from "~/log.server";
import { rebuildNeighbours } from "~/recommendations/build-neighbours";
import { loadCatalogue } from "~/recommendations/load-catalogue";
import { offlineAdmin } from "~/shopify.server";

/** Prices and stock are read anew when they are older than this; a failed load is tried again sooner. */
const FRESH_FOR = "1 hour";

/** Loads the catalogue of one open shop whose catalogue is missing or old. Returns 1 when it did, else 0. */
export async function loadCatalogues(): Promise<number> {
  const at = now();
  // The claim is a lease: who takes the shop marks it, so that two workers do not load it together.
  const { rows } = await pool.query<{ shopId: number; domain: string }>(
    `UPDATE shops SET catalogue_lease_until = now() + interval '10 minutes'
     WHERE shop_id = (SELECT shop_id FROM shops WHERE opened_at IS NOT NULL AND uninstalled_at IS NULL
        AND (catalogue_at IS NULL OR catalogue_at < $1::timestamptz - interval '${FRESH_FOR}')
        AND (catalogue_lease_until IS NULL OR catalogue_lease_until < now())
        ORDER BY catalogue_at NULLS FIRST LIMIT 1 FOR UPDATE SKIP LOCKED)
     RETURNING shop_id AS "shopId", domain`,
    [at],
  );
  const [shop] = rows;
  if (!shop) return 0;
  try {
    await loadCatalogue(pool, shop.shopId, await offlineAdmin(shop.domain), at);
    await rebuildNeighbours(pool, shop.shopId);
    await pool.query("UPDATE shops SET catalogue_at = $2, catalogue_lease_until = NULL WHERE shop_id = $1", [
      shop.shopId,
      at,
    ]);
  } catch (error) {
    // The lease runs out and another try follows; mails go out with what is known meanwhile.
    await pool.query("UPDATE shops SET catalogue_lease_until = now() + interval '1 minute' WHERE shop_id = $1", [
      shop.shopId,
    ]);
    log.error(
      { shopId: shop.shopId, error: error instanceof Error ? error.message : String(error) },
      "catalogue not loaded",
    );
  }
  return 1;
}
