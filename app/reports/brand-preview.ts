import type { Shop } from "@prisma/client";
import { type Brand, brandOf } from "~/content/brand";
import { type ColorAdvice, type ColorName, colorAdvice } from "~/content/color-advice";
import type { Language } from "~/content/language";
import { readBrand } from "~/content/save-brand";
import type { TemplateKey } from "~/content/templates";
import { shopSample } from "./shop-sample";

/** How a brand looks, or what is wrong with it, by field. */
export type BrandPreview =
  | {
      readonly kind: "shown";
      readonly subject: string;
      readonly html: string;
      readonly advice: Readonly<Record<ColorName, ColorAdvice>>;
    }
  | {
      readonly kind: "refused";
      readonly errors: Readonly<Partial<Record<string, string>>>;
      /** Null while one of them is no colour at all. */
      readonly advice: Readonly<Record<ColorName, ColorAdvice>> | null;
    };

/** A mail in a brand as its form has it, before it is saved. */
export async function brandPreview(
  shop: Shop,
  fields: Readonly<Record<string, unknown>>,
  mail: TemplateKey,
  language: Language,
): Promise<BrandPreview> {
  const read = readBrand(fields);
  if (!read.ok) return { kind: "refused", errors: read.errors, advice: adviceOn(fields) };
  const brand: Brand = { ...brandOf(shop), ...read.settings };
  const { subject, html } = await shopSample(shop, mail, language, brand);
  return { kind: "shown", subject, html, advice: colorAdvice(brand.colors) };
}

function adviceOn({ primary, text, background }: Readonly<Record<string, unknown>>) {
  return isColor(primary) && isColor(text) && isColor(background) ? colorAdvice({ primary, text, background }) : null;
}

const isColor = (value: unknown): value is string => typeof value === "string" && /^#[0-9a-f]{6}$/i.test(value);
