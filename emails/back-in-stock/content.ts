import { sampleRequest } from "emails/sample/inputs";
import type { Template } from "~/content/template";
import mjml from "./back-in-stock.mjml?raw";
import text from "./back-in-stock.txt.liquid?raw";
import { texts } from "./texts";

/** It is back: the one mail that somebody asked for, or news for those who looked at it. */
export const backInStock: Template = {
  key: "back-in-stock",
  name: "Back in stock",
  description: "Tells those who asked for it, or had it in view, that a product can be ordered again.",
  class: "requested",
  needs: "products",
  because: "looked-around",
  texts,
  mjml,
  text,
  sample: sampleRequest,
};
