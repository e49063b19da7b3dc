import { sampleCart, sampleInputs } from "emails/sample/inputs";
import { expect, test } from "vitest";
import { compileTemplate } from "~/content/compile";
import { isTemplateKey, templates } from "~/content/templates";
import { linkedMail } from "~/worker/mail-links";
import { lanternLane } from "../content/lantern-lane";

const home = "https://lantern-lane.example";
const urlOf = (link: number) => `https://go.example/l/token/${link}`;

test("each destination has one link, however often it stands in the mail", () => {
  const product = { ...(sampleInputs.recommendations[0] ?? expect.unreachable()), productId: "77" };
  const { inputs, links } = linkedMail(
    { ...sampleCart, products: [product], recommendations: [product, { ...product, productId: "78" }] },
    home,
    urlOf,
  );
  expect(links).toEqual([
    new URL(sampleCart.items?.url ?? "").href,
    `77 ${product.url}`,
    `78 ${product.url}`,
    `${home}/`,
  ]);
  expect(inputs.items?.url).toBe(urlOf(0));
  expect(inputs.products[0]?.url).toBe(urlOf(1));
  expect(inputs.recommendations.map(({ url }) => url)).toEqual([urlOf(1), urlOf(2)]);
  expect(inputs.shopUrl).toBe(urlOf(3));
});

test("what leads nowhere on the web gets no link of ours", () => {
  const product = { ...(sampleInputs.recommendations[0] ?? expect.unreachable()), url: "javascript:alert(1)" };
  const { inputs, links } = linkedMail({ ...sampleInputs, recommendations: [product] }, home, urlOf);
  expect(links).toEqual([`${home}/`]);
  expect(inputs.recommendations[0]?.url).toBe("javascript:alert(1)");
});

/** Where the links of a mail may lead beside our own: to the pages where one says what one wants. */
const straight = (url: string) => /\/(unsubscribe|preferences|answer|a)\b/.test(new URL(url).pathname);

const keys = Object.keys(templates).filter(isTemplateKey);

test.each(keys)("every link of %s is ours, and one of them is hidden from its readers", async (key) => {
  const { render } = await compileTemplate(key, lanternLane, "en");
  const { inputs, links } = linkedMail(templates[key].sample, home, urlOf);
  const { html, text } = render(inputs);
  const hrefs = [...html.matchAll(/href="([^"]+)"/g)].map(([, url = ""]) => url);
  const ours = new Set([...links.keys(), -1].map(urlOf));
  expect(hrefs.filter((url) => !ours.has(url) && !straight(url))).toEqual([]);

  const trap = html.match(/<a [^>]*\/l\/token\/-1"[^>]*>(.*?)<\/a>/s);
  expect(trap?.[1]).toBe("");
  expect(trap?.[0]).toContain('aria-hidden="true"');
  expect(trap?.[0]).toContain('tabindex="-1"');
  expect(html.split("/l/token/-1")).toHaveLength(2);
  expect(text).not.toContain("/l/token/-1");
  expect(text).toContain("/l/token/");
});

test("a mail that nobody is to follow, a preview or a test, has no hidden link", async () => {
  const { render } = await compileTemplate("checkout-reminder", lanternLane, "en");
  expect(render(sampleCart).html).not.toContain("aria-hidden");
});
