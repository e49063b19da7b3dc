import { english } from "emails/english";
import { sampleCart } from "emails/sample/inputs";
import mjml from "./cart-help.mjml?raw";
import text from "./cart-help.txt.liquid?raw";

/** The second mail about a cart: perhaps a question stood in the way. */
export const cartHelp = english({
  key: "cart-help",
  name: "Cart help",
  description: "Offers help to shoppers who filled a cart and left, for those who could not decide.",
  class: "marketing",
  needs: "cart",
  subject: "A question about {{ product }}?",
  preheader: "If something was unclear, just reply to this mail.",
  words: {
    heading: "Anything we can tell you?",
    paragraphs: [
      "Hi {{ greeting }}, some things are hard to decide on a screen.",
      "If you would like to know more about what is in your cart, how big it is, how it feels, when it could be with you, just reply to this mail. {{ shop.senderLine }} will be glad to help.",
    ],
    action: "Return to your cart",
    because: "put something in your cart",
  },
  mjml,
  text,
  sample: sampleCart,
});
