import { sampleCart } from "emails/sample/inputs";
import type { Template } from "~/content/template";
import mjml from "./cart-help.mjml?raw";
import text from "./cart-help.txt.liquid?raw";
import { texts } from "./texts";

/** The second mail about a cart: perhaps a question stood in the way. */
export const cartHelp: Template = {
  key: "cart-help",
  name: "Cart help",
  description: "Offers help to shoppers who filled a cart and left, for those who could not decide.",
  class: "marketing",
  needs: "cart",
  because: "filled-cart",
  blocks: ["cart", "picks"],
  texts,
  mjml,
  text,
  sample: sampleCart,
};
