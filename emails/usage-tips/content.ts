import { english } from "emails/english";
import { sampleOrder } from "emails/sample/inputs";
import mjml from "./usage-tips.mjml?raw";
import text from "./usage-tips.txt.liquid?raw";

/** How to use and keep well what was ordered, by what kind of product it is. */
export const usageTips = english({
  key: "usage-tips",
  name: "Usage tips",
  description: "Tells customers how to use and care for what they ordered, by product type.",
  class: "marketing",
  needs: "order",
  subject: "Getting the best out of {{ product }}",
  preheader: "A few things that are worth knowing.",
  words: {
    heading: "Make the most of it",
    paragraphs: [
      "Hi {{ greeting }}, a few things that are worth knowing about what you ordered with {{ order.name }}:",
    ],
    because: "ordered",
  },
  mjml,
  text,
  sample: sampleOrder,
});
