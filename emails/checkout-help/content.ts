import { english } from "emails/english";
import { sampleCart } from "emails/sample/inputs";
import mjml from "./checkout-help.mjml?raw";
import text from "./checkout-help.txt.liquid?raw";

/** The second mail about a checkout: perhaps a question stood in the way. */
export const checkoutHelp = english({
  key: "checkout-help",
  name: "Checkout help",
  description: "Offers help to shoppers who stopped at the checkout, for those whom a question kept from buying.",
  class: "marketing",
  needs: "checkout",
  subject: "Can we help with {{ product }}?",
  preheader: "If something was unclear, just reply to this mail.",
  words: {
    heading: "Can we help?",
    paragraphs: [
      "Hi {{ greeting }}, you stopped before the end of your checkout, and that is quite all right.",
      "If it was a question that kept you, about sizes, delivery, returns or paying, just reply to this mail. {{ shop.senderLine }} will be glad to help.",
    ],
    action: "Return to your checkout",
    because: "began a checkout",
  },
  mjml,
  text,
  sample: sampleCart,
});
