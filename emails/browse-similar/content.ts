import { english } from "emails/english";
import { sampleProducts } from "emails/sample/inputs";
import mjml from "./browse-similar.mjml?raw";
import text from "./browse-similar.txt.liquid?raw";

/** The second mail after looking around: products like those they looked at. */
export const browseSimilar = english({
  key: "browse-similar",
  name: "Similar products",
  description: "Shows shoppers products that are like those they looked at.",
  class: "marketing",
  needs: "recommendations",
  subject: "More in the spirit of {{ product }}",
  preheader: "If it was not quite the one, perhaps one of these is.",
  words: {
    heading: "Not quite the one?",
    paragraphs: ["Hi {{ greeting }}, if what you looked at was close but not quite it, one of these may be."],
    action: "See everything",
    because: "looked around",
    picks: "In the same spirit",
  },
  mjml,
  text,
  sample: sampleProducts,
});
