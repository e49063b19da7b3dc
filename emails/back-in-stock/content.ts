import { english } from "emails/english";
import { sampleRequest } from "emails/sample/inputs";
import mjml from "./back-in-stock.mjml?raw";
import text from "./back-in-stock.txt.liquid?raw";

/** It is back: the one mail that somebody asked for, or news for those who looked at it. */
export const backInStock = english({
  key: "back-in-stock",
  name: "Back in stock",
  description: "Tells those who asked for it, or had it in view, that a product can be ordered again.",
  class: "requested",
  needs: "products",
  subject: "{{ product }} is back",
  preheader: "It can be ordered again.",
  words: {
    heading: "It is back",
    paragraphs: [
      "Hi {{ greeting }}, {% if isRequested %}you asked us to tell you when this can be ordered again. Now it can, and this is the only mail that we send about it.{% else %}something that you had your eye on can be ordered again.{% endif %}",
    ],
    action: "See it in the shop",
    because: "{% if isRequested %}asked to be told when this is back{% else %}looked around{% endif %}",
  },
  mjml,
  text,
  sample: sampleRequest,
});
