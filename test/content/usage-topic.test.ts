import { expect, test } from "vitest";
import { usageTips } from "~/content/usage-tips";
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

test("every topic has something to say", () => {
  for (const topic of usageTopics) expect(usageTips[topic].tips.length).toBeGreaterThanOrEqual(2);
});
