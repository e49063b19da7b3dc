import { phrases } from "emails/phrases/phrases";
import { sampleCart, sampleInputs, sampleOrder, sampleProducts, sampleQuestion } from "emails/sample/inputs";
import { describe, expect, test } from "vitest";
import { compileTemplate, renderSample } from "~/content/compile";
import { compileHtml } from "~/content/compile-html";
import { bakedIn, compose } from "~/content/compose";
import { languages } from "~/content/language";
import type { RenderInputs } from "~/content/render-inputs";
import { parseSubject } from "~/content/subject";
import { isTemplateKey, type TemplateKey, templates } from "~/content/templates";
import { wordingOf } from "~/content/wording";
import { inputsWith, lanternLane, line, product } from "../content/lantern-lane";
import { faultsIn } from "./html-faults";

const keys = Object.keys(templates).filter(isTemplateKey);

describe.each(keys)("%s", (key) => {
  const template = templates[key];

  test("is registered under its own key, with texts that can be used", () => {
    expect(template.key).toBe(key);
    for (const language of languages) {
      const texts = template.texts[language];
      expect(parseSubject(texts.subject).ok).toBe(true);
      expect(parseSubject(texts.preheader).ok).toBe(true);
      // They go into the HTML as they are.
      expect(JSON.stringify(texts)).not.toMatch(/[<>&!]/);
    }
  });

  test.each(languages)("says in %s all that it says in English, with the same of its recipient in it", (language) => {
    const [theirs, english] = [template.texts[language], template.texts.en];
    expect(Object.keys(theirs).sort()).toEqual(Object.keys(english).sort());
    expect(theirs.paragraphs.length).toBe(english.paragraphs.length);
    expect(theirs.points?.length).toBe(english.points?.length);
    expect(Object.keys(theirs.answers ?? {})).toEqual(Object.keys(english.answers ?? {}));
    const liquid = (text: unknown) => (JSON.stringify(text).match(/\{[{%].*?[}%]\}/g) ?? []).sort();
    expect(liquid(theirs.paragraphs)).toEqual(liquid(english.paragraphs));
    expect(liquid(theirs.subject)).toEqual(liquid(english.subject));
  });

  test("sets its French as French is set: no space before a mark may end a line", () => {
    expect(JSON.stringify([template.texts.fr, phrases.fr.because, phrases.fr.tips, phrases.fr.askUs])).not.toMatch(
      /\s(?<!\u202f)[:;!?»]|«\s(?<!\u202f)/,
    );
  });

  test.each(languages)(
    "is a valid mail in %s, with nothing of another language in what is our own",
    async (language) => {
      const { render } = await compileTemplate(key, lanternLane, language);
      const { html, text } = render(template.sample);
      expect(await faultsIn(html)).toEqual([]);
      expect(html).toContain(`<html lang="${language}" dir="ltr"`);
      expect(text).toContain(phrases[language].manners.warm.signOff);
      expect(`${html}${text}`).not.toContain("SHOP");
      if (language !== "en")
        expect(`${html}${text}`).not.toMatch(/Quantity|Unsubscribe|With warm|You are receiving|checkout\./);
    },
  );

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
    expect(await faultsIn(html)).toEqual([]);
    expect(html).toMatch(/<html lang="en" dir="ltr"/);
    expect(html).toContain("prefers-color-scheme:dark");
    expect(html).toContain("Oranienstraße 12, 10999 Berlin");
    expect(html).not.toMatch(/fonts\.googleapis|@import|\{\{|\{%|undefined|\[object/);
    expect(bytes(html)).toBeLessThan(15_000);
    const imagesWithoutText = (html.match(/<img[^>]*>/g) ?? []).filter((image) => !/alt="[^"]+"/.test(image));
    expect(imagesWithoutText).toEqual([]);
  });

  test("shows each recommended product once", async () => {
    const { html, text } = await renderWith(key);
    for (const { url } of template.sample.recommendations) {
      const most = template.class === "transactional" ? 0 : 1;
      for (const part of [html, text]) expect(part.split(url).length - 1, url).toBeLessThanOrEqual(most);
    }
  });

  test("says everything in its text part too, with the same links", async () => {
    const { html, text } = await renderWith(key);
    const linksInHtml = new Set(
      [...html.matchAll(/href="([^"]+)"/g)].map((match) => match[1]?.replaceAll("&amp;", "&")),
    );
    for (const link of linksInHtml) expect(text).toContain(link);
    const { items, order, products, recommendations, incentive, answers } = template.sample;
    const said = [
      ...[...(items?.lines ?? []), ...(order?.lines ?? []), ...products, ...recommendations].flatMap(
        ({ title, price }) => [title, price],
      ),
      ...[items?.total, order?.total, order?.name, incentive?.code, incentive?.offer].filter(
        (one) => one !== undefined,
      ),
      ...answers.map(({ label }) => label),
    ];
    for (const one of said) expect(text.includes(one), one).toBe(html.includes(one.replaceAll("&", "&amp;")));
    expect(text).not.toMatch(/<\w|&\w+;|\n{3}|undefined| \n/);
    expect(text).toBe(text.trimStart());
  });

  test("promotes nothing and has no way out of what cannot be left, when it is transactional", async () => {
    const { html, text } = await renderWith(key, { ...everything, ...template.sample, ...promotion });
    for (const part of [html, text]) {
      const isTransactional = template.class === "transactional";
      expect(part.includes("BIRTHDAY-15")).toBe(!isTransactional);
      expect(part.includes("Stoneware Mug")).toBe(!isTransactional);
      expect(/unsubscribe/i.test(part)).toBe(!isTransactional);
      expect(part).toMatch(/You are receiving this email because you \w+/);
    }
  });

  test("shows its sample in a preview with the pictures inside", async () => {
    const { html } = await renderSample(key, lanternLane, "en");
    expect(html).not.toContain("pictures.invalid");
  });

  test("shows hostile titles, names and labels as the text that they are", async () => {
    const { html, text } = await renderWith(key, hostileInputs);
    expect(await faultsIn(html)).toEqual([]);
    expect(html).not.toMatch(/<script|onload='|javascript:/);
    expect(text).not.toContain("javascript:");
    expect(html).toContain("Hi there,");
    const { html: harmless } = await renderWith(key, everything);
    expect(html.match(/</g)?.length).toBe(harmless.match(/</g)?.length);
  });

  test("holds 12 lines, far below the 102 kB where Gmail cuts", async () => {
    const lines = Array.from({ length: 12 }, () => longLine);
    const { items, order } = everything;
    const long = { ...everything, items: items && { ...items, lines }, order: order && { ...order, lines } };
    const { html } = await renderWith(key, long);
    expect(bytes(html)).toBeLessThan(80_000);
  });

  test("does without everything optional", async () => {
    const { render } = await compileTemplate(key, { ...lanternLane, postalAddress: null }, "en");
    const { html, text } = render(bareInputs);
    for (const part of [html, text]) {
      expect(part).toContain("Hi there");
      expect(part).not.toMatch(/You may also like|Oranienstraße|null|\(\)/);
    }
    expect(html).not.toContain("<img");
    expect(await faultsIn(html)).toEqual([]);
  });

  test("shows a logo where there is one, else the shop's name", async () => {
    const { render } = await compileTemplate(
      key,
      { ...lanternLane, logoUrl: "https://cdn.shop.example/logo.png" },
      "en",
    );
    const { html } = render(template.sample);
    expect(html).toMatch(/<img class="logo" src="https:\/\/cdn\.shop\.example\/logo\.png" alt="Lantern &amp; Lane"/);
  });
});

test("4 lines and 4 recommendations are hardly more than the 12.5 kB that the benchmark's mail should have", async () => {
  const four = <T>(one: T): T[] => [one, one, one, one];
  const { html } = await renderWith("checkout-reminder", inputsWith(four(line), four(product)));
  expect(bytes(html)).toBeLessThan(13_500);
});

const promotion = {
  incentive: { code: "BIRTHDAY-15", offer: "15% off" },
  recommendations: [product],
};

/** All that a mail could be about. */
const everything: RenderInputs = {
  ...sampleCart,
  order: sampleOrder.order,
  usage: ["light", "general"],
  products: sampleProducts.products,
  incentive: promotion.incentive,
  answers: sampleQuestion.answers,
};

const bareLine = { ...line, variantTitle: null, imageUrl: null, url: "https://shop.example/products/lantern" };
const longLine = { ...line, title: "Lantern ".repeat(31).trim(), variantTitle: "Brass / ".repeat(20).trim() };

const bareInputs: RenderInputs = {
  ...sampleInputs,
  contact: { firstName: null },
  items: { url: "https://shop.example/cart", lines: [bareLine], total: "€78.00" },
  order: { name: "#1042", lines: [bareLine], total: "€78.00" },
  usage: ["general"],
  products: [{ ...product, imageUrl: null, compareAtPrice: null, reason: "" }],
  recommendations: [],
};

const hostile = `</td>{{ shop.name }}{% raw %}<script>alert("1")</script>' onload='x`;

const hostileInputs: RenderInputs = {
  ...everything,
  contact: { firstName: hostile },
  items: everything.items && { ...everything.items, lines: everything.items.lines.map(hostileOne), total: hostile },
  order: everything.order && { name: hostile, lines: everything.order.lines.map(hostileOne), total: hostile },
  products: everything.products.map(hostileOne),
  recommendations: everything.recommendations.map(hostileOne),
  incentive: { code: hostile, offer: hostile },
  answers: everything.answers.map((answer) => ({ ...answer, label: hostile })),
};

/** The same with every text of it hostile, and every address as it was. */
function hostileOne<T extends object>(one: T): T {
  return Object.assign({}, one, {
    ...Object.fromEntries(
      Object.entries(one)
        .filter(([field, value]) => typeof value === "string" && value !== "" && !/url/i.test(field))
        .map(([field]) => [field, hostile]),
    ),
  });
}

function composed(key: TemplateKey): string {
  const template = templates[key];
  return compose(template.mjml, bakedIn(template, lanternLane, wordingOf(template, "en")));
}

async function renderWith(key: TemplateKey, inputs = templates[key].sample) {
  const { render } = await compileTemplate(key, lanternLane, "en");
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
