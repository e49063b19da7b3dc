import { type Brand, type BrandedShop, brandOf } from "~/content/brand";
import type { Sql } from "~/db.server";

/** What every mail of a shop shares. */
export interface MailShop {
  readonly shopId: number;
  readonly currency: string;
  readonly locale: string;
  readonly country: string | null;
  readonly timezone: string;
  readonly brand: Brand;
  /** Where links lead to first; null: the app's own address. */
  readonly linkDomain: string | null;
}

/** Reads it anew for each batch: sender, address and brand are always live (DESIGN §3, rule 8). */
export async function loadMailShop(sql: Sql, shopId: number): Promise<MailShop> {
  const { rows } = await sql.query<BrandedShop & Omit<MailShop, "shopId" | "brand">>({
    name: "mail-shop",
    text: `SELECT name, domain, storefront_url AS "storefrontUrl", sender_name AS "senderName",
        postal_address AS "postalAddress", brand, currency, locale, country, timezone,
        link_domain AS "linkDomain" FROM shops WHERE shop_id = $1`,
    values: [shopId],
  });
  const [shop] = rows;
  if (!shop) throw new Error(`There is no shop ${shopId}.`);
  const { currency, locale, country, timezone, linkDomain } = shop;
  return { shopId, currency, locale, country, timezone, linkDomain, brand: brandOf(shop) };
}
