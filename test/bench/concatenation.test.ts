import { expect, it } from "vitest";
import { compileReminder } from "../../bench/bench-template";
import { concatenate, cutMail } from "../../bench/concatenation";
import { inputsOf, type MailWords, mailWords } from "../../bench/mail-words";

it("the limit makes the very same mail, byte for byte, dangerous names too", async () => {
  const words: MailWords = {
    firstName: "Zoë",
    recoveryUrl: "https://shop.example/recover?a=1&b=2",
    total: "€1.00",
    unsubscribeUrl: "https://bench.example/u/1",
    lines: Array.from({ length: 4 }, (_, index) => ({
      title: `</td>${index} & "x" <script>`,
      variantTitle: "It's small",
      price: "€1.00",
      imageUrl: "https://cdn.example/a.jpg?v=1&w=2",
    })),
    products: Array.from({ length: 4 }, (_, index) => ({
      title: `Lamp ${index}`,
      url: `https://shop.example/products/${index}`,
      imageUrl: "https://cdn.example/b.jpg",
      imageAlt: `"Lamp" ${index}`,
      price: "€2.00",
      compareAtPrice: "€3.00",
      reason: "Goes with <Lamp>",
    })),
  };
  const template = await compileReminder();
  const { html, text } = template.render(inputsOf(words));
  expect(concatenate(cutMail(template), mailWords(words))).toEqual({ html, text });
  expect(html).toContain("&lt;script&gt;");
});
