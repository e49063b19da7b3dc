import { sampleCart } from "emails/sample/inputs";
import type { Template } from "~/content/template";
import mjml from "./checkout-last-call.mjml?raw";
import text from "./checkout-last-call.txt.liquid?raw";
import { texts } from "./texts";

/** The last mail about an abandoned checkout: shorter, and it offers help. */
export const checkoutLastCall: Template = {
  key: "checkout-last-call",
  name: "Checkout last call",
  description: "The last mail about a checkout: a short list of what is in it, and an offer to help.",
  class: "marketing",
  needs: "checkout",
  because: "began-checkout",
  blocks: ["cart", "ask", "picks"],
  texts,
  mjml,
  text,
  sample: sampleCart,
};
