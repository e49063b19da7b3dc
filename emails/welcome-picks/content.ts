import { english } from "emails/english";
import { sampleInputs } from "emails/sample/inputs";
import mjml from "./welcome-picks.mjml?raw";
import text from "./welcome-picks.txt.liquid?raw";

/** The second mail to a new subscriber: where to begin. */
export const welcomePicks = english({
  key: "welcome-picks",
  name: "First picks",
  description: "Shows new subscribers a few products to begin with.",
  class: "marketing",
  needs: "recommendations",
  subject: "A good place to begin at {{ shop }}",
  preheader: "A few things to begin with.",
  words: {
    heading: "A good place to begin",
    paragraphs: ["Hi {{ greeting }}, there is a lot to see here. These few are a good place to begin."],
    action: "See everything",
    picks: "To begin with",
  },
  mjml,
  text,
  sample: sampleInputs,
});
