import { sampleProducts } from "emails/sample/inputs";
import type { Template } from "~/content/template";
import mjml from "./browse-viewed.mjml?raw";
import text from "./browse-viewed.txt.liquid?raw";
import { texts } from "./texts";

/** The first mail after looking around: the products they looked at. */
export const browseViewed: Template = {
  key: "browse-viewed",
  name: "Recently viewed",
  description: "Shows shoppers the products that they looked at.",
  class: "marketing",
  needs: "viewed",
  because: "looked-around",
  texts,
  mjml,
  text,
  sample: sampleProducts,
};
