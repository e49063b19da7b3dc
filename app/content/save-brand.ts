import { z } from "zod";
import { type BrandSettings, brandSettingsSchema, type Network } from "~/content/brand";
import { type ColorName, colorAdvice } from "~/content/color-advice";
import { pool } from "~/db.server";

/** The fields of the brand's form, each as the text that stands in it. */
export type BrandFields = Readonly<
  Record<"logoUrl" | ColorName | "font" | "cornerRadius" | "tone" | "footerText" | Network, string>
>;

export type ReadBrand =
  | { readonly ok: true; readonly settings: BrandSettings }
  | { readonly ok: false; readonly errors: Readonly<Partial<Record<string, string>>> };

const color = z
  .string()
  .trim()
  .toLowerCase()
  .regex(/^#[0-9a-f]{6}$/, "A colour is written #rrggbb.");
const address = z
  .string()
  .trim()
  .transform((text) => (text === "" ? null : text))
  .pipe(
    z
      .url({ protocol: /^https$/, error: "Enter an address that begins with https://, or leave this empty." })
      .nullable(),
  );
const { font, tone, footerText } = brandSettingsSchema.shape;

const form = z.object({
  logoUrl: address,
  primary: color,
  text: color,
  background: color,
  font,
  cornerRadius: z.coerce
    .number("Enter a number.")
    .int("Enter a whole number.")
    .min(0, "At least 0.")
    .max(24, "At most 24."),
  tone,
  footerText,
  instagram: address,
  facebook: address,
  tiktok: address,
  pinterest: address,
  youtube: address,
  x: address,
});

/** A brand as its form has it, or what is wrong with it, by field. A text that could not be read is refused. */
export function readBrand(fields: unknown): ReadBrand {
  const parsed = form.safeParse(fields);
  if (!parsed.success) {
    const faults = parsed.error.issues.map(({ path, message }) => [path.join("."), message] as const);
    return { ok: false, errors: Object.fromEntries(faults.reverse()) };
  }
  const { primary, text, background, instagram, facebook, tiktok, pinterest, youtube, x, ...rest } = parsed.data;
  const colors = { primary, text, background };
  const refused = Object.entries(colorAdvice(colors)).filter(([, { kind }]) => kind === "refused");
  if (refused.length > 0)
    return { ok: false, errors: Object.fromEntries(refused.map(([name, { text: why }]) => [name, why])) };
  return { ok: true, settings: { ...rest, colors, social: { instagram, facebook, tiktok, pinterest, youtube, x } } };
}

/** Saves a brand, which every mail from then on wears; nothing when a field is wrong. */
export async function saveBrand(shopId: number, fields: unknown): Promise<ReadBrand> {
  const read = readBrand(fields);
  if (read.ok)
    await pool.query("UPDATE shops SET brand = $2 WHERE shop_id = $1", [shopId, JSON.stringify(read.settings)]);
  return read;
}

/** A brand as its form shows it. */
export function brandFields({ logoUrl, colors, social, cornerRadius, ...rest }: BrandSettings): BrandFields {
  const { instagram, facebook, tiktok, pinterest, youtube, x } = social;
  return {
    ...rest,
    ...colors,
    logoUrl: logoUrl ?? "",
    cornerRadius: String(cornerRadius),
    instagram: instagram ?? "",
    facebook: facebook ?? "",
    tiktok: tiktok ?? "",
    pinterest: pinterest ?? "",
    youtube: youtube ?? "",
    x: x ?? "",
  };
}

/** Takes over what Shopify knows of a shop's brand, and leaves the rest as the merchant chose it. */
export async function takeFoundBrand(
  shopId: number,
  found: { readonly logoUrl?: string; readonly colors?: { readonly primary: string } },
): Promise<void> {
  await pool.query(
    `UPDATE shops SET brand = brand || ($2::jsonb - 'colors')
        || jsonb_build_object('colors', coalesce(brand->'colors', '{}') || coalesce($2::jsonb->'colors', '{}'))
      WHERE shop_id = $1`,
    [shopId, JSON.stringify(found)],
  );
}
