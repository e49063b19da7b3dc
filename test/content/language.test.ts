import { phrases } from "emails/phrases/phrases";
import { sampleCart } from "emails/sample/inputs";
import { expect, test } from "vitest";
import { compileTemplate, compileWording } from "~/content/compile";
import { directionOf, languageOf, readerLocale } from "~/content/language";
import type { Phrases } from "~/content/phrases";
import { templates } from "~/content/templates";
import { wording } from "~/content/wording";
import { lanternLane } from "./lantern-lane";

test.each([
  [["de-CH", "en"], "de-CH"],
  [["pt-BR", "fr-FR"], "fr-FR"],
  [[null, "ja"], "ja"],
  [["EN-gb", "de"], "en-GB"],
  [["not a locale!", "es"], "es"],
  [["it", "pt"], "en"],
])("a mail to somebody who reads %j is written in %s", (wanted, locale) => {
  expect(readerLocale(wanted)).toBe(locale);
});

test("a locale that mails are not written in is read in English", () => {
  expect([languageOf("de-AT"), languageOf("sv"), languageOf("")]).toEqual(["de", "en", "en"]);
  expect([directionOf("ar-EG"), directionOf("he"), directionOf("de")]).toEqual(["rtl", "rtl", "ltr"]);
});

test("a mail begins and ends in the shop's tone", async () => {
  const compiled = await compileTemplate("checkout-help", { ...lanternLane, tone: "formal" }, "de");
  const { html, text } = compiled.render(sampleCart);
  for (const part of [html, text]) {
    expect(part).toContain("Guten Tag Maya,");
    expect(part).toContain("Mit freundlichen Grüßen");
  }
});

test("a language of the merchant's own is written in its direction", async () => {
  const { render } = await compileWording(templates["checkout-reminder"], lanternLane, arabic);
  const { html, text, subject } = render(sampleCart);
  expect(subject).toBe("تركت Brass Reading Lantern");
  expect(html).toContain(`<html lang="ar" dir="rtl"`);
  expect(html).toContain("مرحبا Maya،");
  expect(html).toContain(".product { padding:0 12px 24px;vertical-align:top;text-align:right; }");
  expect(html).not.toMatch(/direction:ltr|float:left|(margin|padding)-left:/);
  expect(text).toContain("مع أطيب التحيات");
});

/** Only what the reminder says. */
const arabic = wording(
  "ar",
  {
    subject: "تركت {{ product }}",
    preheader: "سلتك ما زالت هنا.",
    heading: "تركت شيئا جميلا",
    paragraphs: ["سلتك ما زالت هنا، ويمكنك المتابعة من حيث توقفت متى شئت."],
    action: "العودة إلى الشراء",
    picks: "قد يعجبك أيضا",
  },
  {
    ...phrases.en,
    manners: {
      ...phrases.en.manners,
      warm: { toName: "مرحبا {{ name }}،", toAnybody: "مرحبا،", signOff: "مع أطيب التحيات" },
    },
    quantity: "الكمية {{ line.quantity }}",
    total: "المجموع",
  } satisfies Phrases,
);
