import { english } from "emails/english";
import { sampleOrder } from "emails/sample/inputs";
import mjml from "./cross-sell.mjml?raw";
import text from "./cross-sell.txt.liquid?raw";

/** What goes with an order. */
export const crossSell = english({
  key: "cross-sell",
  name: "Goes with your order",
  description: "Shows customers products that go with what they ordered.",
  class: "marketing",
  needs: "recommendations",
  subject: "What goes with {{ product }}",
  preheader: "A few things that go well together.",
  words: {
    heading: "What goes with it",
    paragraphs: ["Hi {{ greeting }}, we hope that you enjoy what you ordered. These go well with it."],
    action: "See everything",
    because: "ordered",
    picks: "Goes well with your order",
  },
  mjml,
  text,
  sample: sampleOrder,
});
