import { sampleCart } from "emails/sample/inputs";
import type { Template } from "~/content/template";
import mjml from "./cart-last-call.mjml?raw";
import text from "./cart-last-call.txt.liquid?raw";
import { texts } from "./texts";

/** The last mail about an abandoned cart. */
export const cartLastCall: Template = {
  key: "cart-last-call",
  name: "Cart last call",
  description: "The last mail about a cart: a short list of what is in it, and an offer to help.",
  class: "marketing",
  needs: "cart",
  because: "filled-cart",
  blocks: ["cart", "ask", "picks"],
  texts,
  mjml,
  text,
  sample: sampleCart,
};
