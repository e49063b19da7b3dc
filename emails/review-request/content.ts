import { sampleOrder } from "emails/sample/inputs";
import type { Template } from "~/content/template";
import mjml from "./review-request.mjml?raw";
import text from "./review-request.txt.liquid?raw";
import { texts } from "./texts";

/** Asks what they think of what was delivered, product by product. */
export const reviewRequest: Template = {
  key: "review-request",
  name: "Review request",
  description: "Asks customers for a few words about what they ordered, with a link to each product.",
  class: "marketing",
  needs: "order-pages",
  because: "ordered",
  texts,
  mjml,
  text,
  sample: sampleOrder,
};
