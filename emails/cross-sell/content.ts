import { sampleOrder } from "emails/sample/inputs";
import type { Template } from "~/content/template";
import mjml from "./cross-sell.mjml?raw";
import text from "./cross-sell.txt.liquid?raw";
import { texts } from "./texts";

/** What goes with an order. */
export const crossSell: Template = {
  key: "cross-sell",
  name: "Goes with your order",
  description: "Shows customers products that go with what they ordered.",
  class: "marketing",
  needs: "recommendations",
  because: "ordered",
  texts,
  mjml,
  text,
  sample: sampleOrder,
};
