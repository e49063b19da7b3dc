import { english } from "emails/english";
import { sampleProduct } from "emails/sample/inputs";
import mjml from "./replenishment.mjml?raw";
import text from "./replenishment.txt.liquid?raw";

/** What they bought may be used up: the product, and one button. */
export const replenishment = english({
  key: "replenishment",
  name: "Running low",
  description: "Reminds customers of something that they buy again and again, about when it is used up.",
  class: "marketing",
  needs: "products",
  subject: "Running low on {{ product }}?",
  preheader: "Here it is again, in case you need more.",
  words: {
    heading: "Running low?",
    paragraphs: [
      "Hi {{ greeting }}, it has been some time since you ordered this. Here it is again, in case you need more.",
    ],
    action: "Order it again",
    because: "ordered",
  },
  mjml,
  text,
  sample: sampleProduct,
});
