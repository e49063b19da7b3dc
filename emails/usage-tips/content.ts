import { sampleOrder } from "emails/sample/inputs";
import type { Template } from "~/content/template";
import { texts } from "./texts";
import mjml from "./usage-tips.mjml?raw";
import text from "./usage-tips.txt.liquid?raw";

/** How to use and keep well what was ordered, by what kind of product it is. */
export const usageTips: Template = {
  key: "usage-tips",
  name: "Usage tips",
  description: "Tells customers how to use and care for what they ordered, by product type.",
  class: "marketing",
  needs: "order",
  because: "ordered",
  texts,
  mjml,
  text,
  sample: sampleOrder,
};
