import { LRUCache } from "lru-cache";
import type { Sql } from "~/db.server";
import { NextProduct } from "./next-product";
import { firstSetting, type SessionSetting, settingNamed } from "./session-setting";
import { Sessions } from "./sessions";

/** A shop's sessions, ready to be asked. */
export interface BrowsingModel {
  readonly builtAt: Date;
  readonly setting: SessionSetting;
  readonly productIds: readonly string[];
  readonly indexOf: ReadonlyMap<string, number>;
  readonly next: NextProduct;
}

/** Memory that all shops' models take in a process, about: those that were not asked for longest go first. */
const MOST_BYTES = 96 * 1024 * 1024;
/** Its sessions, who holds which product, and the working space. */
const BYTES_A_VIEW = 24;
const BYTES_A_PRODUCT = 200;

const models = new LRUCache<number, BrowsingModel>({
  maxSize: MOST_BYTES,
  sizeCalculation: ({ next, productIds }) =>
    1_024 + next.viewCount * BYTES_A_VIEW + productIds.length * BYTES_A_PRODUCT,
});

/** What people look at next in a shop, as it was built last; null when nobody has browsed yet. Kept in memory. */
export async function browsingModel(sql: Sql, shopId: number): Promise<BrowsingModel | null> {
  const { rows } = await sql.query<{ builtAt: Date }>({
    name: "browsing-model-age",
    text: `SELECT built_at AS "builtAt" FROM browsing_models WHERE shop_id = $1`,
    values: [shopId],
  });
  const builtAt = rows[0]?.builtAt;
  if (!builtAt) return null;
  const known = models.get(shopId);
  if (known && known.builtAt.getTime() === builtAt.getTime()) return known;
  const model = await readModel(sql, shopId);
  if (model) models.set(shopId, model);
  return model;
}

/** Keeps it as flat arrays: half a million views are read back in some ten milliseconds. */
export async function storeBrowsingModel(
  sql: Sql,
  shopId: number,
  { sessions, productIds }: { readonly sessions: Sessions; readonly productIds: readonly string[] },
  setting: SessionSetting,
  at: Date,
): Promise<void> {
  const { views, starts, ends } = sessions.toBytes();
  await sql.query({
    name: "browsing-model-store",
    text: `INSERT INTO browsing_models (shop_id, built_at, setting, product_ids, views, starts, ends)
      VALUES ($1, $2, $3, $4, $5, $6, $7)
      ON CONFLICT (shop_id) DO UPDATE SET built_at = excluded.built_at, setting = excluded.setting,
        product_ids = excluded.product_ids, views = excluded.views, starts = excluded.starts, ends = excluded.ends`,
    values: [shopId, at, setting.name, productIds, views, starts, ends],
  });
}

/** The setting that the shop's own past chose last; null before the first time. */
export async function chosenSetting(sql: Sql, shopId: number): Promise<SessionSetting | null> {
  const { rows } = await sql.query<{ setting: string }>("SELECT setting FROM browsing_models WHERE shop_id = $1", [
    shopId,
  ]);
  return settingNamed(rows[0]?.setting ?? "");
}

async function readModel(sql: Sql, shopId: number): Promise<BrowsingModel | null> {
  const { rows } = await sql.query<{
    builtAt: Date;
    setting: string;
    productIds: string[];
    views: Buffer;
    starts: Buffer;
    ends: Buffer;
  }>({
    name: "browsing-model",
    text: `SELECT built_at AS "builtAt", setting, product_ids AS "productIds", views, starts, ends
      FROM browsing_models WHERE shop_id = $1`,
    values: [shopId],
  });
  const [row] = rows;
  if (!row) return null;
  const { builtAt, productIds } = row;
  const sessions = Sessions.fromBytes(row);
  return {
    builtAt,
    setting: settingNamed(row.setting) ?? firstSetting,
    productIds,
    indexOf: new Map(productIds.map((productId, index) => [productId, index])),
    next: new NextProduct(sessions, productIds.length),
  };
}
