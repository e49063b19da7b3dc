import { sampleProduct } from "emails/sample/inputs";
import type { Template } from "~/content/template";
import mjml from "./replenishment.mjml?raw";
import text from "./replenishment.txt.liquid?raw";
import { texts } from "./texts";

/** What they bought may be used up: the product, and one button. */
export const replenishment: Template = {
  key: "replenishment",
  name: "Running low",
  description: "Reminds customers of something that they buy again and again, about when it is used up.",
  class: "marketing",
  needs: "products",
  because: "ordered",
  texts,
  mjml,
  text,
  sample: sampleProduct,
};
