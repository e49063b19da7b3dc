import { english } from "emails/english";
import { sampleCart } from "emails/sample/inputs";
import mjml from "./checkout-reminder.mjml?raw";
import text from "./checkout-reminder.txt.liquid?raw";

/** The friendly first mail about a checkout that was begun and left: its lines with pictures, one button. */
export const checkoutReminder = english({
  key: "checkout-reminder",
  name: "Checkout reminder",
  description: "Shows shoppers what they left in their checkout, with one button back to it.",
  class: "marketing",
  needs: "checkout",
  subject: "You left {{ product }} behind",
  preheader: "Your cart is still here, and so is the way back.",
  words: {
    heading: "You left something lovely behind",
    paragraphs: [
      "Hi {{ greeting }}, your cart is still here. Whenever you are ready, you can pick up where you stopped.",
    ],
    action: "Return to your checkout",
    because: "began a checkout",
  },
  mjml,
  text,
  sample: sampleCart,
});
