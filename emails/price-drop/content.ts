import { sampleProduct } from "emails/sample/inputs";
import type { Template } from "~/content/template";
import mjml from "./price-drop.mjml?raw";
import text from "./price-drop.txt.liquid?raw";
import { texts } from "./texts";

/** A product that they looked at costs less: before and now. */
export const priceDrop: Template = {
  key: "price-drop",
  name: "Price drop",
  description: "Tells shoppers that something they looked at or put in their cart now costs less.",
  class: "marketing",
  needs: "products",
  because: "looked-around",
  texts,
  mjml,
  text,
  sample: sampleProduct,
};
