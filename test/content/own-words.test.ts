import { sampleCart, sampleInputs } from "emails/sample/inputs";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { compileTemplate } from "~/content/compile";
import { parseMergeText } from "~/content/merge-text";
import type { RenderInputs } from "~/content/render-inputs";
import { type OwnTexts, shippedSettings } from "~/content/settings";
import type { TemplateKey } from "~/content/templates";
import { lanternLane } from "./lantern-lane";

async function mailWith(texts: OwnTexts, inputs: RenderInputs = sampleCart, key: TemplateKey = "checkout-reminder") {
  const settings = { ...shippedSettings(key), texts: { en: texts } };
  const { render } = await compileTemplate(key, lanternLane, "en", undefined, settings);
  return render(inputs);
}

const nobody: RenderInputs = { ...sampleCart, contact: { firstName: null } };

describe("a merchant's own words", () => {
  test("stand in the HTML and in the text, with what is known of each recipient", async () => {
    const paragraphs = ["{{ first_name }}, your {{ product }} waits at {{ shop }}. {{ sender }} keeps it for you."];
    const { html, text } = await mailWith({ paragraphs });
    const said = "Maya, your Brass Reading Lantern waits at Lantern & Lane. Mara from Lantern & Lane keeps it for you.";
    expect(text).toContain(said);
    expect(html).toContain(said.replaceAll("&", "&amp;"));
  });

  test("do without a name that is not known, and without what leads up to it", async () => {
    const paragraphs = ["{{ first_name }}, your {{ product }} waits.", "Welcome back, {{ first_name }}!"];
    const { text } = await mailWith({ paragraphs, heading: "{{ first_name }}" }, nobody);
    expect(text).toContain("Your Brass Reading Lantern waits.\n");
    expect(text).toContain("Welcome back!\n");
    expect(text.split("\n")[0]).toBe("Lantern & Lane");
  });

  test("say what is known of nothing in the language's own words", async () => {
    const { text } = await mailWith({ heading: "About {{ product }}" }, { ...sampleInputs }, "browse-similar");
    expect(text).toContain("About what you liked");
  });

  test("are text and nothing more: no markup, no Liquid, no script", async () => {
    const hostile = `</td><script>alert("1")</script> {a} {# [[ shop ]] [% raw %] ' onload='x & class=""`;
    const { html, text } = await mailWith({ heading: hostile, paragraphs: [hostile], action: hostile });
    const shown = `&lt;/td&gt;&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt; {a} {# [[ shop ]] [% raw %] &#39; onload=&#39;x &amp; class=&quot;&quot;`;
    expect(html.split(shown)).toHaveLength(4);
    expect(text.split(hostile)).toHaveLength(4);
    expect(html).not.toContain("<script");
  });

  test("whatever they say, add no element, no attribute and no line", async () => {
    const shape = ({ html, text }: { html: string; text: string }) => ({
      elements: html.match(/</g)?.length,
      quotes: html.match(/"/g)?.length,
      lines: html.match(/\n/g)?.length,
      textLines: text.match(/\n/g)?.length,
    });
    const harmless = shape(await mailWith({ paragraphs: ["a lantern"] }));
    const anything = fc
      .oneof(fc.string({ unit: "binary" }), fc.constantFrom("<!--", "]]>", "{", "{ {", "}", "\"'><img src=x>", "%}"))
      .map((text) => `a${text}`);
    await fc.assert(
      fc.asyncProperty(anything, async (text) => {
        fc.pre(parseMergeText(text, { what: "The text", longest: 400 }).ok);
        expect(shape(await mailWith({ paragraphs: [text] }))).toEqual(harmless);
      }),
      { numRuns: 60 },
    );
  });

  test("of a step go before those of its template", async () => {
    const settings = { ...shippedSettings("checkout-reminder"), texts: { en: { subject: "The template's" } } };
    const compiled = (subject?: string) => compileTemplate("checkout-reminder", lanternLane, "en", subject, settings);
    expect((await compiled()).subject(sampleCart)).toBe("The template's");
    expect((await compiled("The step's")).subject(sampleCart)).toBe("The step's");
  });

  test("are compiled once for the same settings", async () => {
    const settings = shippedSettings("checkout-reminder");
    const one = await compileTemplate("checkout-reminder", lanternLane, "en", undefined, settings);
    expect(await compileTemplate("checkout-reminder", lanternLane, "en")).toBe(one);
    const other = { ...settings, isSigned: false };
    expect(await compileTemplate("checkout-reminder", lanternLane, "en", undefined, other)).not.toBe(one);
  });
});

describe("what a mail shows beside its words", () => {
  test("stands in the order that was chosen, in the HTML and in the text", async () => {
    const settings = shippedSettings("checkout-help");
    const order = async (blocks: readonly ("cart" | "ask" | "picks")[]) => {
      const own = { ...settings, blocks: [...blocks] };
      const { render } = await compileTemplate("checkout-help", lanternLane, "en", undefined, own);
      const { html, text } = render(sampleCart);
      const places = (part: string) =>
        [
          ["cart", part.indexOf("In your cart")] as const,
          ["ask", part.indexOf("Just reply to this email.")] as const,
          ["picks", part.indexOf("You may also like")] as const,
        ]
          .filter(([, at]) => at >= 0)
          .sort(([, a], [, b]) => a - b)
          .map(([block]) => block);
      return [places(html), places(text.replaceAll("just reply to this email", ""))];
    };
    for (const blocks of [["cart", "picks"], ["picks", "ask", "cart"], ["ask"], []] as const) {
      expect(await order(blocks)).toEqual([blocks, blocks]);
    }
  });

  test("is the picture that was chosen, and none where there is none", async () => {
    const withHero = async (hero: "none" | "product" | "category", inputs: RenderInputs) => {
      const settings = { ...shippedSettings("checkout-reminder"), hero };
      const { render } = await compileTemplate("checkout-reminder", lanternLane, "en", undefined, settings);
      return render(inputs).html.match(/<img class="cover" src="([^"]+)"/)?.[1];
    };
    const liked = { imageUrl: "https://cdn.example/liked.jpg", imageAlt: "Liked", url: "https://shop.example/liked" };
    expect(await withHero("none", { ...sampleCart, hero: liked })).toBeUndefined();
    expect(await withHero("category", { ...sampleCart, hero: liked })).toBe("https://cdn.example/liked.jpg");
    expect(await withHero("category", { ...sampleCart, hero: null })).toBeUndefined();
    expect(await withHero("product", { ...sampleCart, hero: liked })).toContain("lantern");
    const scripted = { ...liked, imageUrl: "javascript:alert(1)" };
    expect(await withHero("category", { ...sampleCart, hero: scripted })).toBeUndefined();
  });
});
