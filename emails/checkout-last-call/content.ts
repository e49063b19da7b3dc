import { sampleInputs } from "emails/sample/inputs";
import type { Template } from "~/content/template";
import mjml from "./checkout-last-call.mjml?raw";
import text from "./checkout-last-call.txt.liquid?raw";

/** The second and last mail about an abandoned checkout: shorter, and it offers help. */
export const checkoutLastCall: Template = {
  key: "checkout-last-call",
  name: "Last call",
  description: "The last mail about a checkout: a short list of what is in it, and an offer to help.",
  class: "marketing",
  language: { tag: "en", direction: "ltr" },
  subject: "Last call for {{ product }}",
  preheader: "This is the last time we write about it. Questions? Just reply.",
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
