import { english } from "emails/english";
import { sampleInputs } from "emails/sample/inputs";
import mjml from "./reengage-new.mjml?raw";
import text from "./reengage-new.txt.liquid?raw";

/** The first mail to somebody who has been away for long: what they may not have seen. */
export const reengageNew = english({
  key: "reengage-new",
  name: "Something new to see",
  description: "Shows customers who have been away a few products that they have not bought.",
  class: "marketing",
  needs: "recommendations",
  subject: "A few things you may not have seen yet",
  preheader: "It has been a while. Here is what you may have missed.",
  words: {
    heading: "It has been a while",
    paragraphs: [
      "Hi {{ greeting }}, we have not seen you for some time. Here are a few things that you may have missed.",
    ],
    action: "See everything",
    because: "ordered",
    picks: "You may not have seen these",
  },
  mjml,
  text,
  sample: sampleInputs,
});
