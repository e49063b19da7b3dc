/** What a product is, as far as its use is concerned. `general` fits whatever else there is. */
export const usageTopics = [
  "light",
  "candle",
  "textile",
  "clothing",
  "tableware",
  "plant",
  "furniture",
  "jewellery",
  "cosmetics",
  "food",
  "general",
] as const;
export type UsageTopic = (typeof usageTopics)[number];

/** The last word of a product type, in the singular. */
const words: Readonly<Record<Exclude<UsageTopic, "general">, string>> = {
  light: "lamp light lighting lantern pendant chandelier",
  candle: "candle tealight",
  textile: "cushion pillow throw blanket towel linen bedding duvet curtain napkin tablecloth rug",
  clothing:
    "clothing apparel shirt tee blouse dress skirt trouser jean short sweater jumper cardigan hoodie coat jacket scarf hat beanie sock",
  tableware: "mug cup bowl plate glass glassware tumbler teapot carafe ceramic stoneware porcelain tableware vase",
  plant: "plant houseplant succulent bonsai",
  furniture: "furniture chair stool bench table desk shelf bookcase cabinet sofa sideboard",
  jewellery: "jewellery jewelry necklace bracelet earring",
  cosmetics: "cosmetic skincare serum lotion balm moisturiser moisturizer cleanser makeup",
  food: "food coffee tea chocolate spice honey snack",
};

const topics = new Map(
  usageTopics.flatMap((topic) =>
    topic === "general" ? [] : words[topic].split(" ").map((word) => [word, topic] satisfies [string, UsageTopic]),
  ),
);

/** Not the thing itself. */
const IMITATION = /\b(artificial|faux|fake|toy|dried)\b/i;

/**
 * The topic of a merchant's product type. Its last word decides, because English puts the thing last: a coffee table
 * is a table, and a candle holder no candle.
 */
export function usageTopicOf(productType: string): UsageTopic {
  if (IMITATION.test(productType)) return "general";
  const last =
    productType
      .toLowerCase()
      .match(/\p{L}+/gu)
      ?.at(-1) ?? "";
  const singulars = [last, last.replace(/s$/, ""), last.replace(/es$/, ""), last.replace(/ves$/, "f")];
  return singulars.map((word) => topics.get(word)).find((topic) => topic !== undefined) ?? "general";
}
