import { sampleOffer } from "emails/sample/inputs";
import type { Template } from "~/content/template";
import mjml from "./reengage-offer.mjml?raw";
import text from "./reengage-offer.txt.liquid?raw";
import { texts } from "./texts";

/** The second mail to somebody who has been away: an offer, if the merchant makes one. */
export const reengageOffer: Template = {
  key: "reengage-offer",
  name: "An offer to come back",
  description: "Gives customers who have been away a reason to come back.",
  class: "marketing",
  needs: null,
  because: "ordered",
  hero: "category",
  texts,
  mjml,
  text,
  sample: sampleOffer,
};
