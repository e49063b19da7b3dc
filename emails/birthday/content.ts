import { english } from "emails/english";
import { sampleOffer } from "emails/sample/inputs";
import mjml from "./birthday.mjml?raw";
import text from "./birthday.txt.liquid?raw";

/** A birthday greeting, with something for the day if the merchant gives it. */
export const birthday = english({
  key: "birthday",
  name: "Birthday",
  description: "Wishes contacts a happy birthday, with something for the day if you like.",
  class: "marketing",
  needs: null,
  subject: "Happy birthday, {{ first_name }}",
  preheader: "All the best from {{ shop }}.",
  words: {
    heading: "Happy birthday",
    paragraphs: ["Hi {{ greeting }}, all of us wish you a lovely day and a good year."],
    because: "signed up",
    picks: "In case you would like to look around",
  },
  mjml,
  text,
  sample: sampleOffer,
});
