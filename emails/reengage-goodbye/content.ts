import { english } from "emails/english";
import { sampleStay } from "emails/sample/inputs";
import mjml from "./reengage-goodbye.mjml?raw";
import text from "./reengage-goodbye.txt.liquid?raw";

/** The last mail to somebody who answers none: a goodbye, with the door left open. */
export const reengageGoodbye = english({
  key: "reengage-goodbye",
  name: "Goodbye",
  description: "Says goodbye to customers who have not answered for long. After it we stop writing.",
  class: "marketing",
  needs: null,
  subject: "Shall we stop writing?",
  preheader: "If we hear nothing from you, we leave you in peace.",
  words: {
    heading: "Shall we stop writing?",
    paragraphs: [
      "Hi {{ greeting }}, it has been quiet between us, and we do not want to fill your inbox. If we hear nothing from you, we stop here.",
      "You are welcome back at any time: the door stays open.",
    ],
    question: "Or shall we stay in touch?",
    because: "ordered",
  },
  mjml,
  text,
  sample: sampleStay,
});
