import { english } from "emails/english";
import { sampleOffer } from "emails/sample/inputs";
import mjml from "./vip.mjml?raw";
import text from "./vip.txt.liquid?raw";

/** Thanks to somebody who has become one of the best customers. */
export const vip = english({
  key: "vip",
  name: "Thanks to the best customers",
  description: "Thanks customers who have become some of your best, with something for them if you like.",
  class: "marketing",
  needs: null,
  subject: "A thank you from {{ shop }}",
  preheader: "You are one of those whom this shop lives by.",
  words: {
    heading: "Thank you for being with us",
    paragraphs: [
      "Hi {{ greeting }}, a shop lives by the people who come back to it, and you are one of them. We do not take it for granted. Thank you.",
    ],
    because: "ordered",
    picks: "Chosen for you",
  },
  mjml,
  text,
  sample: sampleOffer,
});
