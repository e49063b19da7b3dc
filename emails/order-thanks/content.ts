import { sampleOrder } from "emails/sample/inputs";
import type { Template } from "~/content/template";
import mjml from "./order-thanks.mjml?raw";
import text from "./order-thanks.txt.liquid?raw";
import { texts } from "./texts";

/** Thanks for a first order. */
export const orderThanks: Template = {
  key: "order-thanks",
  name: "Thanks for a first order",
  description: "Thanks first-time customers and says how to reach you.",
  class: "marketing",
  needs: "order",
  because: "ordered",
  texts,
  mjml,
  text,
  sample: sampleOrder,
};
