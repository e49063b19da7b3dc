import { beforeAll, expect, test } from "vitest";
import { brandOf, brandSettingsSchema } from "~/content/brand";
import { brandFields, readBrand, saveBrand, takeFoundBrand } from "~/content/save-brand";
import { db } from "~/db.server";

const shopId = 1;
const fields = brandFields(brandSettingsSchema.parse({}));

beforeAll(async () => {
  await db.shop.create({ data: { shopId, domain: "lantern-lane.myshopify.com", name: "Lantern & Lane" } });
});

const stored = async () => brandOf(await db.shop.findUniqueOrThrow({ where: { shopId } }));

test("what the form shows is what it saves", () => {
  const settings = brandSettingsSchema.parse({ font: "elegant", tone: "formal", footerText: "Since 1987" });
  expect(readBrand(brandFields(settings))).toEqual({ ok: true, settings });
});

test("a brand is worn as soon as it is saved", async () => {
  const saved = await saveBrand(shopId, {
    ...fields,
    primary: " #7A3B1D ",
    instagram: "https://instagram.com/lantern",
    tone: "plain",
  });
  expect(saved.ok).toBe(true);
  expect(await stored()).toMatchObject({
    colors: { primary: "#7a3b1d" },
    tone: "plain",
    social: { instagram: "https://instagram.com/lantern", x: null },
  });
});

test.each([
  [{ text: "#8fa8c8" }, "text", "Too weak to read on white"],
  [{ primary: "green" }, "primary", "A colour is written #rrggbb."],
  [{ logoUrl: "javascript:alert(1)" }, "logoUrl", "begins with https://"],
  [{ logoUrl: "http://shop.example/logo.png" }, "logoUrl", "begins with https://"],
  [{ tiktok: "@lantern" }, "tiktok", "begins with https://"],
  [{ cornerRadius: "99" }, "cornerRadius", "At most 24."],
  [{ footerText: "x".repeat(301) }, "footerText", "At most 300"],
])("%j is refused beside its field, and nothing is saved", async (wrong, field, reason) => {
  const before = await stored();
  const refused = await saveBrand(shopId, { ...fields, ...wrong });
  expect(refused).toMatchObject({ ok: false, errors: { [field]: expect.stringContaining(reason) } });
  expect(await stored()).toEqual(before);
});

test("what Shopify knows replaces logo and colour, and nothing else", async () => {
  await saveBrand(shopId, { ...fields, text: "#111111", font: "classic" });
  await takeFoundBrand(shopId, { logoUrl: "https://cdn.shopify.com/logo.png", colors: { primary: "#3d4a48" } });
  expect(await stored()).toMatchObject({
    logoUrl: "https://cdn.shopify.com/logo.png",
    colors: { primary: "#3d4a48", text: "#111111" },
    font: "classic",
  });
});
