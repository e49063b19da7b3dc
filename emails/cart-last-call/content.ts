import { english } from "emails/english";
import { sampleCart } from "emails/sample/inputs";
import mjml from "./cart-last-call.mjml?raw";
import text from "./cart-last-call.txt.liquid?raw";

/** The last mail about an abandoned cart. */
export const cartLastCall = english({
  key: "cart-last-call",
  name: "Cart last call",
  description: "The last mail about a cart: a short list of what is in it, and an offer to help.",
  class: "marketing",
  needs: "cart",
  subject: "One last word about {{ product }}",
  preheader: "After this we say no more about it. Questions? Just reply.",
  words: {
    heading: "One last word about your cart",
    paragraphs: [
      "Hi {{ greeting }}, we will not write about it again. If you still want what is in it, this is the way back.",
    ],
    action: "Return to your cart",
    because: "put something in your cart",
  },
  mjml,
  text,
  sample: sampleCart,
});
