import { sampleOrder } from "emails/sample/inputs";
import { expect, test } from "vitest";
import { compileTemplate } from "~/content/compile";
import { renderInputs } from "~/content/render-inputs";
import { lanternLane } from "./lantern-lane";

test("inputs come back from a message's row as they were stored", () => {
  expect(renderInputs.parse(JSON.parse(JSON.stringify(sampleOrder)))).toEqual(sampleOrder);
});

test("a row of the time when there were but checkouts is still rendered", async () => {
  const stored = {
    locale: "en",
    contact: { firstName: "Maya" },
    checkout: {
      recoveryUrl: "https://shop.example/recover",
      lines: [{ title: "Lantern", variantTitle: null, quantity: 1, price: "€78.00", imageUrl: null }],
      total: "€78.00",
    },
    recommendations: [],
    unsubscribeUrl: "https://shop.example/u/x",
  };
  const { render } = await compileTemplate("checkout-reminder", lanternLane, "en");
  const { html, subject } = render(renderInputs.parse(stored));
  expect(subject).toBe("You left Lantern behind");
  expect(html).toContain("https://shop.example/recover");
});

test("a topic that is written about no more becomes the general one; what is not ours is refused", () => {
  expect(renderInputs.parse({ ...sampleOrder, usage: ["kites"] }).usage).toEqual(["general"]);
  expect(() => renderInputs.parse({ ...sampleOrder, items: { url: 1 } })).toThrow();
});
