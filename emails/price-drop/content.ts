import { english } from "emails/english";
import { sampleProduct } from "emails/sample/inputs";
import mjml from "./price-drop.mjml?raw";
import text from "./price-drop.txt.liquid?raw";

/** A product that they looked at costs less: before and now. */
export const priceDrop = english({
  key: "price-drop",
  name: "Price drop",
  description: "Tells shoppers that something they looked at or put in their cart now costs less.",
  class: "marketing",
  needs: "products",
  subject: "{{ product }} now costs less",
  preheader: "What it cost before, and what it costs now.",
  words: {
    heading: "It now costs less",
    paragraphs: ["Hi {{ greeting }}, something that you had your eye on has become cheaper since."],
    action: "See it in the shop",
    because: "looked around",
  },
  mjml,
  text,
  sample: sampleProduct,
});
