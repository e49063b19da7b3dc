import { sampleInputs } from "emails/sample/inputs";
import type { Template } from "~/content/template";
import mjml from "./checkout-reminder.mjml?raw";
import text from "./checkout-reminder.txt.liquid?raw";

/** The friendly first mail about a checkout that was begun and left: its lines with pictures, one button. */
export const checkoutReminder: Template = {
  key: "checkout-reminder",
  name: "Checkout reminder",
  description: "Shows shoppers what they left in their checkout, with one button back to it.",
  class: "marketing",
  language: { tag: "en", direction: "ltr" },
  subject: "You left {{ product }} behind",
  preheader: "We kept your cart just as you left it.",
  settings: [
    {
      name: "subject",
      label: "Subject",
      help: "You can use {{ first_name }}, {{ product }} (the first in the cart) and {{ shop }}.",
    },
  ],
  mjml,
  text,
  sample: sampleInputs,
};
