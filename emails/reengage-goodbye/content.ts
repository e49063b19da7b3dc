import { sampleStay } from "emails/sample/inputs";
import type { Template } from "~/content/template";
import mjml from "./reengage-goodbye.mjml?raw";
import text from "./reengage-goodbye.txt.liquid?raw";
import { texts } from "./texts";

/** The last mail to somebody who answers none: a goodbye, with the door left open. */
export const reengageGoodbye: Template = {
  key: "reengage-goodbye",
  name: "Goodbye",
  description: "Says goodbye to customers who have not answered for long. After it we stop writing.",
  class: "marketing",
  needs: null,
  because: "ordered",
  texts,
  mjml,
  text,
  sample: sampleStay,
};
