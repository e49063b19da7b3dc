import { english } from "emails/english";
import { sampleOffer } from "emails/sample/inputs";
import mjml from "./anniversary.mjml?raw";
import text from "./anniversary.txt.liquid?raw";

/** The day of the first order has come round. */
export const anniversary = english({
  key: "anniversary",
  name: "Anniversary",
  description: "Thanks customers on the day of their first order.",
  class: "marketing",
  needs: null,
  subject: "On this day you first came to us",
  preheader: "A small anniversary, and a thank you.",
  words: {
    heading: "A small anniversary",
    paragraphs: [
      "Hi {{ greeting }}, on this day you placed your first order with us. Thank you for your trust, then and since.",
    ],
    because: "ordered",
    picks: "In case you would like to look around",
  },
  mjml,
  text,
  sample: sampleOffer,
});
