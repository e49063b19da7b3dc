import { english } from "emails/english";
import { sampleOffer } from "emails/sample/inputs";
import mjml from "./reengage-offer.mjml?raw";
import text from "./reengage-offer.txt.liquid?raw";

/** The second mail to somebody who has been away: an offer, if the merchant makes one. */
export const reengageOffer = english({
  key: "reengage-offer",
  name: "An offer to come back",
  description: "Gives customers who have been away a reason to come back.",
  class: "marketing",
  needs: null,
  subject: "We would like to see you again",
  preheader: "Something for your next visit.",
  words: {
    heading: "We would like to see you again",
    paragraphs: ["Hi {{ greeting }}, you have not been here for a while, and we would be glad if you came by again."],
    because: "ordered",
    picks: "Chosen for you",
  },
  mjml,
  text,
  sample: sampleOffer,
});
