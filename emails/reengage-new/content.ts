import { sampleInputs } from "emails/sample/inputs";
import type { Template } from "~/content/template";
import mjml from "./reengage-new.mjml?raw";
import text from "./reengage-new.txt.liquid?raw";
import { texts } from "./texts";

/** The first mail to somebody who has been away for long: what they may not have seen. */
export const reengageNew: Template = {
  key: "reengage-new",
  name: "Something new to see",
  description: "Shows customers who have been away a few products that they have not bought.",
  class: "marketing",
  needs: "recommendations",
  because: "ordered",
  hero: "category",
  texts,
  mjml,
  text,
  sample: sampleInputs,
};
