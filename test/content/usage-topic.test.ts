import { phrases } from "emails/phrases/phrases";
import { expect, test } from "vitest";
import { languages } from "~/content/language";
import { usageTopicOf, usageTopics } from "~/content/usage-topic";

test.each([
  ["Lamps", "light"],
  ["Table lamp", "light"],
  ["Kitchen Linen", "textile"],
  ["Scarves", "clothing"],
  ["Mugs", "tableware"],
  ["Dresses", "clothing"],
  ["Coffee table", "furniture"],
  ["Tea towels", "textile"],
  ["Candle holders", "general"],
  ["Artificial plants", "general"],
  ["Bags", "general"],
  ["", "general"],
  ["🕯", "general"],
])("a product type %j is written about as %s", (type, topic) => {
  expect(usageTopicOf(type)).toBe(topic);
});

test.each(languages)("every topic has as much to say in %s as in English", (language) => {
  for (const topic of usageTopics) {
    expect(phrases[language].tips[topic].tips.length).toBe(phrases.en.tips[topic].tips.length);
  }
});
