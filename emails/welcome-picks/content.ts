import { sampleInputs } from "emails/sample/inputs";
import type { Template } from "~/content/template";
import { texts } from "./texts";
import mjml from "./welcome-picks.mjml?raw";
import text from "./welcome-picks.txt.liquid?raw";

/** The second mail to a new subscriber: where to begin. */
export const welcomePicks: Template = {
  key: "welcome-picks",
  name: "First picks",
  description: "Shows new subscribers a few products to begin with.",
  class: "marketing",
  needs: "recommendations",
  because: "signed-up",
  hero: "category",
  texts,
  mjml,
  text,
  sample: sampleInputs,
};
