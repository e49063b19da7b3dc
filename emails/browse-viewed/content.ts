import { english } from "emails/english";
import { sampleProducts } from "emails/sample/inputs";
import mjml from "./browse-viewed.mjml?raw";
import text from "./browse-viewed.txt.liquid?raw";

/** The first mail after looking around: the products they looked at. */
export const browseViewed = english({
  key: "browse-viewed",
  name: "Recently viewed",
  description: "Shows shoppers the products that they looked at.",
  class: "marketing",
  needs: "viewed",
  subject: "Another look at {{ product }}?",
  preheader: "What you looked at, in one place.",
  words: {
    heading: "Worth another look?",
    paragraphs: [
      "Hi {{ greeting }}, here is what you looked at a little while ago, so that you need not search for it.",
    ],
    action: "Take another look",
    because: "looked around",
    picks: "You may also like",
  },
  mjml,
  text,
  sample: sampleProducts,
});
