import { sampleOffer } from "emails/sample/inputs";
import type { Template } from "~/content/template";
import mjml from "./birthday.mjml?raw";
import text from "./birthday.txt.liquid?raw";
import { texts } from "./texts";

/** A birthday greeting, with something for the day if the merchant gives it. */
export const birthday: Template = {
  key: "birthday",
  name: "Birthday",
  description: "Wishes contacts a happy birthday, with something for the day if you like.",
  class: "marketing",
  needs: null,
  because: "signed-up",
  texts,
  mjml,
  text,
  sample: sampleOffer,
};
