import { english } from "emails/english";
import { sampleOrder } from "emails/sample/inputs";
import mjml from "./review-request.mjml?raw";
import text from "./review-request.txt.liquid?raw";

/** Asks what they think of what was delivered, product by product. */
export const reviewRequest = english({
  key: "review-request",
  name: "Review request",
  description: "Asks customers for a few words about what they ordered, with a link to each product.",
  class: "marketing",
  needs: "order-pages",
  subject: "How do you like {{ product }}?",
  preheader: "A few words from you help others to choose.",
  words: {
    heading: "How do you like it?",
    paragraphs: [
      "Hi {{ greeting }}, by now you have had some time with what you ordered. Would you tell others about it?",
      "A few honest words help them to choose, and us to do better. Something not right? Reply to this mail, and we will look after it.",
    ],
    action: "Write a few words",
    because: "ordered",
  },
  mjml,
  text,
  sample: sampleOrder,
});
