import { sampleOrder } from "emails/sample/inputs";
import type { Template } from "~/content/template";
import mjml from "./order-confirmation.mjml?raw";
import text from "./order-confirmation.txt.liquid?raw";
import { texts } from "./texts";

/** The receipt of an order: what was ordered, and nothing that sells. */
export const orderConfirmation: Template = {
  key: "order-confirmation",
  name: "Order confirmation",
  description: "Confirms an order with its lines and its total. Turn off Shopify's own first, or shoppers get two.",
  class: "transactional",
  needs: "order",
  because: "ordered",
  blocks: ["ask"],
  texts,
  mjml,
  text,
  sample: sampleOrder,
};
