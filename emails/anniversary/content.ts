import { sampleOffer } from "emails/sample/inputs";
import type { Template } from "~/content/template";
import mjml from "./anniversary.mjml?raw";
import text from "./anniversary.txt.liquid?raw";
import { texts } from "./texts";

/** The day of the first order has come round. */
export const anniversary: Template = {
  key: "anniversary",
  name: "Anniversary",
  description: "Thanks customers on the day of their first order.",
  class: "marketing",
  needs: null,
  because: "ordered",
  texts,
  mjml,
  text,
  sample: sampleOffer,
};
