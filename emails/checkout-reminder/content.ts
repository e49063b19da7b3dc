import { sampleCart } from "emails/sample/inputs";
import type { Template } from "~/content/template";
import mjml from "./checkout-reminder.mjml?raw";
import text from "./checkout-reminder.txt.liquid?raw";
import { texts } from "./texts";

/** The friendly first mail about a checkout that was begun and left: its lines with pictures, one button. */
export const checkoutReminder: Template = {
  key: "checkout-reminder",
  name: "Checkout reminder",
  description: "Shows shoppers what they left in their checkout, with one button back to it.",
  class: "marketing",
  needs: "checkout",
  because: "began-checkout",
  texts,
  mjml,
  text,
  sample: sampleCart,
};
