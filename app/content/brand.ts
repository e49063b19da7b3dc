import { z } from "zod";

const color = z.string().regex(/^#[0-9a-f]{6}$/i, "A colour is written #rrggbb.");
const webAddress = z.url({ protocol: /^https?$/, error: "An address begins with https:// or http://." });

/**
 * Fonts that every mail client has: a downloaded font is a wait for some and invisible to most.
 * Their names stay unquoted, which CSS allows, so that no quote ends a style attribute.
 */
export const fontStacks = {
  modern: "-apple-system,Segoe UI,Roboto,Helvetica,Arial,sans-serif",
  classic: "Georgia,Times New Roman,Times,serif",
  geometric: "Avenir Next,Avenir,Futura,Century Gothic,Verdana,sans-serif",
} as const;

/** What a merchant chooses; kept in `shops.brand`. Every field has a default that looks good. */
export const brandSettingsSchema = z.object({
  logoUrl: webAddress.nullable().default(null),
  colors: z
    .object({
      /** The button and the last call's hero. */
      primary: color.default("#234a3f"),
      text: color.default("#23211e"),
      /** Around the white card. */
      background: color.default("#f5f2ec"),
    })
    .prefault({}),
  font: z.enum(["modern", "classic", "geometric"]).default("modern"),
  /** Pixels. */
  cornerRadius: z.int().min(0).max(24).default(8),
});
export type BrandSettings = z.infer<typeof brandSettingsSchema>;

/** How a shop's mails look and who signs them. */
export const brandSchema = brandSettingsSchema.extend({
  shopName: z.string().min(1),
  storefrontUrl: webAddress,
  /** Who signs: a person or the shop. */
  senderLine: z.string().min(1),
  /** The law wants one in marketing mail; its footer leaves the line out while there is none. */
  postalAddress: z.string().nullable(),
});
export type Brand = z.infer<typeof brandSchema>;

/** The columns of a shop that its mails need. */
export interface BrandedShop {
  readonly name: string;
  readonly domain: string;
  readonly storefrontUrl: string | null;
  readonly senderName: string | null;
  readonly postalAddress: string | null;
  readonly brand: unknown;
}

/** The brand of a shop, with defaults for what it hasn't chosen. Throws a ZodError when `shops.brand` is not ours. */
export function brandOf(shop: BrandedShop): Brand {
  const shopName = shop.name.trim() || shop.domain.replace(/\.myshopify\.com$/, "");
  return brandSchema.parse({
    ...brandSettingsSchema.parse(shop.brand ?? {}),
    shopName,
    storefrontUrl: shop.storefrontUrl || `https://${shop.domain}`,
    senderLine: shop.senderName?.trim() || shopName,
    postalAddress: shop.postalAddress?.trim() || null,
  });
}
