import { sampleProducts } from "emails/sample/inputs";
import type { Template } from "~/content/template";
import mjml from "./browse-similar.mjml?raw";
import text from "./browse-similar.txt.liquid?raw";
import { texts } from "./texts";

/** The second mail after looking around: products like those they looked at. */
export const browseSimilar: Template = {
  key: "browse-similar",
  name: "Similar products",
  description: "Shows shoppers products that are like those they looked at.",
  class: "marketing",
  needs: "recommendations",
  because: "looked-around",
  hero: "category",
  texts,
  mjml,
  text,
  sample: sampleProducts,
};
