import { sampleQuestion } from "emails/sample/inputs";
import type { Template } from "~/content/template";
import { texts } from "./texts";
import mjml from "./welcome.mjml?raw";
import text from "./welcome.txt.liquid?raw";

/** The first mail to a new subscriber: a welcome, and one question whose answer decides what follows. */
export const welcome: Template = {
  key: "welcome",
  name: "Welcome",
  description: "Welcomes new subscribers and asks what brings them, so that what follows fits.",
  class: "marketing",
  needs: null,
  because: "signed-up",
  texts,
  mjml,
  text,
  sample: sampleQuestion,
};
