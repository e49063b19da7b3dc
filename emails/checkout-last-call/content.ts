import { english } from "emails/english";
import { sampleCart } from "emails/sample/inputs";
import mjml from "./checkout-last-call.mjml?raw";
import text from "./checkout-last-call.txt.liquid?raw";

/** The last mail about an abandoned checkout: shorter, and it offers help. */
export const checkoutLastCall = english({
  key: "checkout-last-call",
  name: "Checkout last call",
  description: "The last mail about a checkout: a short list of what is in it, and an offer to help.",
  class: "marketing",
  needs: "checkout",
  subject: "Last call for {{ product }}",
  preheader: "This is the last time we write about it. Questions? Just reply.",
  words: {
    heading: "Last call for your cart",
    paragraphs: [
      "Hi {{ greeting }}, this is the last time we write about it. If it is still on your mind, it is one step away.",
    ],
    action: "Return to your checkout",
    because: "began a checkout",
  },
  mjml,
  text,
  sample: sampleCart,
});
