import { pool, transaction } from "~/db.server";
import { shopifyIdIn } from "~/events/privacy-request";
import { shopTopics } from "~/events/topics";
import { shopOfDomain } from "~/shop.server";

/**
 * A shop's domain may change while its merchant does not open the app. What Shopify says about the shop itself
 * carries its id: by it a placeholder is recognised as a shop that is known, and its deliveries move there, so
 * that an uninstall or an erasure under the new domain reaches the data. Returns whether it was recognised.
 */
export async function recogniseShop(shopId: number): Promise<boolean> {
  const { rows } = await pool.query<{ domain: string; topic: string; payload: Buffer }>(
    `SELECT s.domain, i.topic, i.payload FROM shops s JOIN inbox i ON i.shop_id = s.shop_id
     WHERE s.shop_id = $1 AND s.opened_at IS NULL AND i.status = 'waiting' AND i.topic = ANY($2)
     ORDER BY i.received_at DESC LIMIT 10`,
    [shopId, shopTopics],
  );
  for (const { domain, ...delivery } of rows) {
    const shopifyId = shopifyIdIn(delivery);
    if (shopifyId) return (await transaction((sql) => shopOfDomain(sql, domain, shopifyId))) !== shopId;
  }
  return false;
}
