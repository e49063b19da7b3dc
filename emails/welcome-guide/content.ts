import { sampleInputs } from "emails/sample/inputs";
import type { Template } from "~/content/template";
import { texts } from "./texts";
import mjml from "./welcome-guide.mjml?raw";
import text from "./welcome-guide.txt.liquid?raw";

/** The third mail to a new subscriber: what is good to know about the shop. */
export const welcomeGuide: Template = {
  key: "welcome-guide",
  name: "Good to know",
  description: "Tells new subscribers what is good to know before a first order.",
  class: "marketing",
  needs: null,
  because: "signed-up",
  texts,
  mjml,
  text,
  sample: sampleInputs,
};
