import { sampleCart } from "emails/sample/inputs";
import type { Template } from "~/content/template";
import mjml from "./cart-reminder.mjml?raw";
import text from "./cart-reminder.txt.liquid?raw";
import { texts } from "./texts";

/** The first mail about a cart that was filled and left: its lines with pictures, one button. */
export const cartReminder: Template = {
  key: "cart-reminder",
  name: "Cart reminder",
  description: "Shows shoppers what they put in their cart, with one button back to it.",
  class: "marketing",
  needs: "cart",
  because: "filled-cart",
  texts,
  mjml,
  text,
  sample: sampleCart,
};
