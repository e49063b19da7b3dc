import { z } from "zod";
import { API_VERSION } from "./admin-api/version";
import { pool } from "./db.server";
import { log } from "./log.server";

/**
 * What a shop says of its looks under Settings > Brand. Of Shopify's APIs only the Storefront's has it, and answers
 * without a token: https://shopify.dev/docs/api/storefront/latest/objects/Brand
 */
const QUERY = `query ShopBrand {
  shop {
    brand {
      logo { image { url(transform: { maxHeight: 176, preferredContentType: PNG }) } }
      colors { primary { background } }
    }
  }
  localization { language { isoCode } }
}`;

const TIMEOUT_MS = 5_000;

const answer = z.object({
  data: z.object({
    shop: z.object({
      brand: z
        .object({
          logo: z.object({ image: z.object({ url: z.url({ protocol: /^https?$/ }) }).nullable() }).nullable(),
          colors: z.object({
            primary: z.array(
              z.object({
                background: z
                  .string()
                  .regex(/^#[0-9a-f]{6}$/i)
                  .nullable()
                  .catch(null),
              }),
            ),
          }),
        })
        .nullable(),
    }),
    localization: z.object({ language: z.object({ isoCode: z.string() }) }),
  }),
});

/** As much of a brand as the shop has, in the shape of `shops.brand`, and the shop's own language (BCP 47). */
export interface FoundBrand {
  readonly brand: { readonly logoUrl?: string; readonly colors?: { readonly primary: string } };
  readonly locale: string;
}

/** A shop's own brand; null when Shopify does not say, which never keeps anybody from anything. */
export async function findBrand(domain: string): Promise<FoundBrand | null> {
  try {
    const response = await fetch(`https://${domain}/api/${API_VERSION}/graphql.json`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ query: QUERY }),
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    const { shop, localization } = answer.parse(await response.json()).data;
    const logoUrl = shop.brand?.logo?.image?.url;
    const primary = shop.brand?.colors.primary[0]?.background?.toLowerCase();
    return {
      brand: { ...(logoUrl && { logoUrl }), ...(primary && { colors: { primary } }) },
      // "PT_BR" in Shopify's spelling.
      locale: localization.language.isoCode.toLowerCase().replace("_", "-"),
    };
  } catch (error) {
    log.warn(
      { domain, error: error instanceof Error ? error.message : String(error) },
      "the shop's own brand was not read",
    );
    return null;
  }
}

/** Takes over a shop's own brand and language when it is new here and its merchant has chosen nothing yet. */
export async function learnBrand(shopId: number, domain: string): Promise<void> {
  const { rowCount } = await pool.query("SELECT FROM shops WHERE shop_id = $1 AND brand = '{}'", [shopId]);
  const found = rowCount === 0 ? null : await findBrand(domain);
  if (!found) return;
  await pool.query("UPDATE shops SET brand = $2, locale = $3 WHERE shop_id = $1 AND brand = '{}'", [
    shopId,
    JSON.stringify(found.brand),
    found.locale,
  ]);
}
