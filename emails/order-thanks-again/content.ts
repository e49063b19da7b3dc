import { english } from "emails/english";
import { sampleOrder } from "emails/sample/inputs";
import mjml from "./order-thanks-again.mjml?raw";
import text from "./order-thanks-again.txt.liquid?raw";

/** Thanks to somebody who came back. */
export const orderThanksAgain = english({
  key: "order-thanks-again",
  name: "Thanks for coming back",
  description: "Thanks customers who ordered before.",
  class: "marketing",
  needs: "order",
  subject: "Thank you for coming back",
  preheader: "It is good to see you again.",
  words: {
    heading: "Good to see you again",
    paragraphs: [
      "Hi {{ greeting }}, thank you for coming back to us.",
      "We hope that what you chose will be just right. If anything about {{ order.name }} should be changed, or is not as it should be, just reply to this mail.",
    ],
    because: "ordered",
    picks: "For another time",
  },
  mjml,
  text,
  sample: sampleOrder,
});
