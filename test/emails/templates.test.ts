import { HtmlValidate } from "html-validate";
import { describe, expect, test } from "vitest";
import { compileTemplate, renderSample } from "~/content/compile";
import { compileHtml } from "~/content/compile-html";
import { compose } from "~/content/compose";
import { lookOf } from "~/content/look";
import { parseSubject } from "~/content/subject";
import { isTemplateKey, type TemplateKey, templates } from "~/content/templates";
import { inputsWith, lanternLane, line, product } from "../content/lantern-lane";

const keys = Object.keys(templates).filter(isTemplateKey);

const validator = new HtmlValidate({
  extends: ["html-validate:recommended"],
  rules: {
    // Outlook lays out by tables with align, bgcolor and cellpadding, in conditional comments, with style attributes.
    "no-deprecated-attr": "off",
    "no-conditional-comment": "off",
    "no-inline-style": "off",
    // MJML writes these: a lower-case doctype, <img />, role="presentation" and role="article" with "email" as its description.
    "doctype-style": "off",
    "void-style": "off",
    "presentation-role-style": "off",
    "prefer-native-element": "off",
    // A title repeats the subject, which has its own limit.
    "long-title": "off",
  },
});

describe.each(keys)("%s", (key) => {
  const template = templates[key];

  test("is registered under its own key, with texts that can be used", () => {
    expect(template.key).toBe(key);
    expect(parseSubject(template.subject).ok).toBe(true);
    expect(parseSubject(template.preheader).ok).toBe(true);
  });

  test("keeps every Liquid tag of its source, in order, through MJML's strict compilation", async () => {
    const source = composed(key);
    const html = await compileHtml(source);
    expect(liquidTags(html)).toEqual(liquidTags(source));
    const kept = liquidOutputs(html);
    for (const [output, count] of countsOf(liquidOutputs(source))) {
      expect(kept.filter((one) => one === output).length, output).toBeGreaterThanOrEqual(count);
    }
    expect(html).not.toMatch(/\[%|%\]|\[\[|\]\]/);
  });

  test("renders its sample as valid, lean HTML with every part that a mail needs", async () => {
    const { html } = await renderWith(key);
    const report = await validator.validateString(html);
    expect(
      report.results.flatMap(({ messages }) => messages.map(({ ruleId, message }) => `${ruleId}: ${message}`)),
    ).toEqual([]);
    expect(html).toMatch(/<html lang="en" dir="ltr"/);
    expect(html).toContain("prefers-color-scheme:dark");
    expect(html).toContain("Return to your checkout");
    expect(html).toContain("Oranienstraße 12, 10999 Berlin");
    expect(html).not.toMatch(/fonts\.googleapis|@import|\{\{|\{%|undefined|\[object/);
    expect(bytes(html)).toBeLessThan(22_000);
    const imagesWithoutText = (html.match(/<img[^>]*>/g) ?? []).filter((image) => !/alt="[^"]+"/.test(image));
    expect(imagesWithoutText).toEqual([]);
  });

  test("says everything in its text part too, with the same links", async () => {
    const { html, text } = await renderWith(key);
    const linksInHtml = new Set(
      [...html.matchAll(/href="([^"]+)"/g)].map((match) => match[1]?.replaceAll("&amp;", "&")),
    );
    for (const link of linksInHtml) expect(text).toContain(link);
    const { checkout, recommendations } = template.sample;
    for (const { title, price } of [...checkout.lines, ...recommendations]) {
      expect(text).toContain(title);
      expect(text).toContain(price);
    }
    expect(text).toContain(checkout.total);
    expect(text).not.toMatch(/<\w|&\w+;|\n{4}|undefined/);
  });

  test("shows its sample in a preview with the pictures inside", async () => {
    const { html } = await renderSample(key, lanternLane);
    expect(html).not.toContain("pictures.invalid");
    expect(html).toContain(`src="data:image/svg+xml,`);
  });

  test.each([1, 12])("holds %i lines, far below the 102 kB where Gmail cuts", async (count) => {
    const long = { ...line, title: "Lantern ".repeat(31).trim(), variantTitle: "Brass / ".repeat(20).trim() };
    const lines = Array.from({ length: count }, () => long);
    const { html, text } = await renderWith(key, inputsWith(lines, [product, product, product, product]));
    expect(text.split(long.title).length - 1).toBe(count);
    expect(bytes(html)).toBeLessThan(80_000);
  });

  test("does without everything optional", async () => {
    const bare = { ...line, variantTitle: null, imageUrl: null };
    const brand = { ...lanternLane, postalAddress: null };
    const { render } = await compileTemplate(key, brand);
    const { html, text } = render(inputsWith([bare], [], { contact: { firstName: null } }));
    for (const part of [html, text]) {
      expect(part).toContain("Hi there");
      expect(part).not.toMatch(/You may also like|Oranienstraße|null|\(\)/);
    }
    expect(html).not.toContain("<img");
    const report = await validator.validateString(html);
    expect(report.valid).toBe(true);
  });

  test("shows a logo where there is one, else the shop's name", async () => {
    const { render } = await compileTemplate(key, { ...lanternLane, logoUrl: "https://cdn.shop.example/logo.png" });
    const { html } = render(template.sample);
    expect(html).toMatch(/<img class="logo" src="https:\/\/cdn\.shop\.example\/logo\.png" alt="Lantern &amp; Lane"/);
  });
});

function composed(key: TemplateKey): string {
  const template = templates[key];
  return compose(template.mjml, { ...lookOf(lanternLane), language: template.language });
}

async function renderWith(key: TemplateKey, inputs = templates[key].sample) {
  const { render } = await compileTemplate(key, lanternLane);
  return render(inputs);
}

function liquidTags(source: string): string[] {
  return source.match(/\{%.*?%\}/g) ?? [];
}

function liquidOutputs(source: string): string[] {
  return source.match(/\{\{.*?\}\}/g) ?? [];
}

function countsOf(texts: readonly string[]): Map<string, number> {
  return new Map(texts.map((text) => [text, texts.filter((one) => one === text).length]));
}

function bytes(text: string): number {
  return Buffer.byteLength(text);
}
