import { english } from "emails/english";
import { sampleOrder } from "emails/sample/inputs";
import mjml from "./order-confirmation.mjml?raw";
import text from "./order-confirmation.txt.liquid?raw";

/** The receipt of an order: what was ordered, and nothing that sells. */
export const orderConfirmation = english({
  key: "order-confirmation",
  name: "Order confirmation",
  description: "Confirms an order with its lines and its total. Turn off Shopify's own first, or shoppers get two.",
  class: "transactional",
  needs: "order",
  subject: "Your order {{ order }}",
  preheader: "Thank you. Here is what you ordered.",
  words: {
    heading: "Thank you for your order",
    paragraphs: ["Hi {{ greeting }}, your order {{ order.name }} has reached us. Here is what is in it."],
    because: "ordered",
  },
  mjml,
  text,
  sample: sampleOrder,
});
