import { sampleCart } from "emails/sample/inputs";
import type { Template } from "~/content/template";
import mjml from "./checkout-help.mjml?raw";
import text from "./checkout-help.txt.liquid?raw";
import { texts } from "./texts";

/** The second mail about a checkout: perhaps a question stood in the way. */
export const checkoutHelp: Template = {
  key: "checkout-help",
  name: "Checkout help",
  description: "Offers help to shoppers who stopped at the checkout, for those whom a question kept from buying.",
  class: "marketing",
  needs: "checkout",
  because: "began-checkout",
  blocks: ["cart", "picks"],
  texts,
  mjml,
  text,
  sample: sampleCart,
};
