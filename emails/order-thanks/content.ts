import { english } from "emails/english";
import { sampleOrder } from "emails/sample/inputs";
import mjml from "./order-thanks.mjml?raw";
import text from "./order-thanks.txt.liquid?raw";

/** Thanks for a first order. */
export const orderThanks = english({
  key: "order-thanks",
  name: "Thanks for a first order",
  description: "Thanks first-time customers and says how to reach you.",
  class: "marketing",
  needs: "order",
  subject: "Thank you for your first order",
  preheader: "And how to reach us, if anything is not as it should be.",
  words: {
    heading: "Thank you for your first order",
    paragraphs: [
      "Hi {{ greeting }}, it means a lot to us that you chose us.",
      "We hope that what you chose will be just right. If anything about {{ order.name }} should be changed, or is not as it should be, just reply to this mail.",
    ],
    because: "ordered",
    picks: "For another time",
  },
  mjml,
  text,
  sample: sampleOrder,
});
