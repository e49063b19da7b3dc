import { english } from "emails/english";
import { sampleCart } from "emails/sample/inputs";
import mjml from "./cart-reminder.mjml?raw";
import text from "./cart-reminder.txt.liquid?raw";

/** The first mail about a cart that was filled and left: its lines with pictures, one button. */
export const cartReminder = english({
  key: "cart-reminder",
  name: "Cart reminder",
  description: "Shows shoppers what they put in their cart, with one button back to it.",
  class: "marketing",
  needs: "cart",
  subject: "Still thinking about {{ product }}?",
  preheader: "Here is what you put in your cart.",
  words: {
    heading: "Your cart, for when you want it",
    paragraphs: [
      "Hi {{ greeting }}, these are the things that you put in your cart. Take all the time you need: this mail brings you back to them.",
    ],
    action: "Return to your cart",
    because: "put something in your cart",
  },
  mjml,
  text,
  sample: sampleCart,
});
