import { z } from "zod";
import { tones } from "~/content/phrases";

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
  humanist: "Optima,Candara,Gill Sans,Trebuchet MS,sans-serif",
  elegant: "Didot,Bodoni MT,Baskerville,Palatino,Georgia,serif",
  plain: "Helvetica Neue,Helvetica,Arial,sans-serif",
} as const;
export type FontName = keyof typeof fontStacks;
export const fontNames = [
  "modern",
  "classic",
  "geometric",
  "humanist",
  "elegant",
  "plain",
] as const satisfies readonly FontName[];

/** Where a shop is met besides, in the order in which a mail's foot names it. */
export const networks = {
  instagram: "Instagram",
  facebook: "Facebook",
  tiktok: "TikTok",
  pinterest: "Pinterest",
  youtube: "YouTube",
  x: "X",
} as const;
export type Network = keyof typeof networks;

/** The longest footer text, in characters. */
export const LONGEST_FOOTER = 300;

const link = webAddress.nullable().default(null);

/** What a merchant chooses; kept in `shops.brand`. Every field has a default that looks good. */
export const brandSettingsSchema = z.object({
  logoUrl: link,
  colors: z
    .object({
      /** The button and the hero of a mail that has one in colour. */
      primary: color.default("#234a3f"),
      text: color.default("#23211e"),
      /** Around the white card. */
      background: color.default("#f5f2ec"),
    })
    .prefault({}),
  font: z.enum(fontNames).default("modern"),
  /** Pixels. */
  cornerRadius: z.int().min(0).max(24).default(8),
  tone: z.enum(tones).default("warm"),
  /** The merchant's own line at the foot of each mail. */
  footerText: z.string().trim().max(LONGEST_FOOTER, `At most ${LONGEST_FOOTER} characters.`).default(""),
  social: z
    .object({ instagram: link, facebook: link, tiktok: link, pinterest: link, youtube: link, x: link })
    .prefault({}),
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
