import { sampleCart } from "emails/sample/inputs";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { compileTemplate, renderSample } from "~/content/compile";
import { templates } from "~/content/templates";
import { inputsWith, lanternLane, line, product } from "./lantern-lane";

const hostile = `</td>{{ shop.name }}{% raw %}<script>alert("1")</script>' onload='x`;

describe("a compiled template", () => {
  test("is compiled once for a brand and a subject, also when many ask at the same time", async () => {
    const [one, other] = await Promise.all([
      compileTemplate("checkout-reminder", lanternLane, "en"),
      compileTemplate("checkout-reminder", { ...lanternLane }, "en"),
    ]);
    expect(other).toBe(one);
    expect(await compileTemplate("checkout-reminder", { ...lanternLane, cornerRadius: 3 }, "en")).not.toBe(one);
    expect(await compileTemplate("checkout-reminder", lanternLane, "en", "Hello")).not.toBe(one);
    expect(
      await compileTemplate("checkout-reminder", lanternLane, "en", templates["checkout-reminder"].texts.en.subject),
    ).toBe(one);
  });

  test("takes the merchant's subject, and refuses one that holds Liquid", async () => {
    const mail = await renderSample("checkout-reminder", lanternLane, "en", "{{ first_name }}, look at {{ product }}");
    expect(mail.subject).toBe("Maya, look at Brass Reading Lantern");
    expect(mail.html).toContain("<title>Maya, look at Brass Reading Lantern</title>");
    await expect(compileTemplate("checkout-reminder", lanternLane, "en", "{{ 'x' | upcase }}")).rejects.toThrow(
      `the mail "checkout-reminder" can't be used: {{ 'x' | upcase }} is not known here.`,
    );
  });

  test("tells the subject alone as it renders it", async () => {
    const { render, subject } = await compileTemplate("checkout-last-call", lanternLane, "en");
    expect(subject(sampleCart)).toBe(render(sampleCart).subject);
  });
});

describe("hostile inputs", () => {
  test("a title, a name or a shop full of markup and Liquid is shown as the text that it is", async () => {
    const brand = { ...lanternLane, shopName: hostile, senderLine: hostile, postalAddress: hostile };
    const { render } = await compileTemplate("checkout-reminder", brand, "en");
    const inputs = inputsWith(
      [{ ...line, title: hostile, variantTitle: hostile, price: hostile }],
      [{ ...product, title: hostile, imageAlt: hostile, reason: hostile, price: hostile, compareAtPrice: hostile }],
      { contact: { firstName: hostile } },
    );
    const { html, text } = render(inputs);
    expect(html).not.toContain("<script");
    expect(html).not.toContain("onload='");
    expect(html).toContain("&lt;/td&gt;{{ shop.name }}{% raw %}&lt;script&gt;");
    expect(html).toContain("Hi there,");
    expect(text).toContain(`- 1 x ${hostile} (${hostile}): ${hostile}`);
  });

  test("no text can add an element, an attribute or a line, whatever it says", async () => {
    const { render } = await compileTemplate("checkout-reminder", lanternLane, "en");
    // Begins with a letter, so that a blank text, which rightly leaves out its line, does not count.
    const anything = fc
      .oneof(
        fc.string({ unit: "binary" }),
        fc.constantFrom(hostile, "<!--", "]]>", "\r\n\r\n", "{{", "{%", "\"'><img src=x>"),
      )
      .map((text) => `a${text}`);
    const inputsOf = (text: string) =>
      inputsWith(
        [{ ...line, title: text, variantTitle: text, price: text }],
        [{ ...product, title: text, imageAlt: text, reason: text, price: text, compareAtPrice: text }],
      );
    const shape = (text: string) => {
      const { html, text: plain } = render(inputsOf(text));
      return {
        elements: html.match(/</g)?.length,
        attributes: html.match(/"/g)?.length,
        lines: html.match(/\n/g)?.length,
        plainLines: plain.match(/\n/g)?.length,
      };
    };
    const harmless = shape("a lantern");
    fc.assert(
      fc.property(anything, (text) => {
        expect(shape(text)).toEqual(harmless);
      }),
      { numRuns: 300 },
    );
  });

  test("an address that is not of the web never becomes a link or a picture", async () => {
    const { render } = await compileTemplate("checkout-last-call", lanternLane, "en");
    const bad = "javascript:alert(1)";
    const inputs = inputsWith(
      [{ ...line, imageUrl: bad }],
      [
        { ...product, title: "Nowhere to go", url: bad },
        { ...product, title: "No picture", imageUrl: "data:text/html,x" },
      ],
    );
    const { html, text } = render({ ...inputs, items: inputs.items && { ...inputs.items, url: bad } });
    for (const part of [html, text]) {
      expect(part).not.toMatch(/javascript:|data:/);
      expect(part).not.toContain("Nowhere to go");
      expect(part).toContain("No picture");
    }
    expect(html).toContain(`href="https://lantern-lane.myshopify.com"`);
    expect(html).not.toContain("<img");
  });

  test("without an unsubscribe address there is no mail", async () => {
    const { render } = await compileTemplate("checkout-reminder", lanternLane, "en");
    expect(() => render({ ...sampleCart, unsubscribeUrl: "mailto:stop@shop.example" })).toThrow(
      `The unsubscribe address "mailto:stop@shop.example" is no http(s) address`,
    );
  });
});
