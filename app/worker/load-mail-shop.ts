import { type Brand, type BrandedShop, brandOf } from "~/content/brand";
import type { Sql } from "~/db.server";

/** What every mail of a shop shares. */
export interface MailShop {
  readonly shopId: number;
  readonly currency: string;
  readonly locale: string;
  readonly brand: Brand;
}

/** Reads it anew for each batch: sender, address and brand are always live (DESIGN §3, rule 8). */
export async function loadMailShop(sql: Sql, shopId: number): Promise<MailShop> {
  const { rows } = await sql.query<BrandedShop & { currency: string; locale: string }>({
    name: "mail-shop",
    text: `SELECT name, domain, storefront_url AS "storefrontUrl", sender_name AS "senderName",
        postal_address AS "postalAddress", brand, currency, locale FROM shops WHERE shop_id = $1`,
    values: [shopId],
  });
  const [shop] = rows;
  if (!shop) throw new Error(`There is no shop ${shopId}.`);
  return { shopId, currency: shop.currency, locale: shop.locale, brand: brandOf(shop) };
}
