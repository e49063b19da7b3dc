import { sampleOffer } from "emails/sample/inputs";
import type { Template } from "~/content/template";
import { texts } from "./texts";
import mjml from "./vip.mjml?raw";
import text from "./vip.txt.liquid?raw";

/** Thanks to somebody who has become one of the best customers. */
export const vip: Template = {
  key: "vip",
  name: "Thanks to the best customers",
  description: "Thanks customers who have become some of your best, with something for them if you like.",
  class: "marketing",
  needs: null,
  because: "ordered",
  texts,
  mjml,
  text,
  sample: sampleOffer,
};
