import { sampleOrder } from "emails/sample/inputs";
import type { Template } from "~/content/template";
import mjml from "./order-thanks-again.mjml?raw";
import text from "./order-thanks-again.txt.liquid?raw";
import { texts } from "./texts";

/** Thanks to somebody who came back. */
export const orderThanksAgain: Template = {
  key: "order-thanks-again",
  name: "Thanks for coming back",
  description: "Thanks customers who ordered before.",
  class: "marketing",
  needs: "order",
  because: "ordered",
  texts,
  mjml,
  text,
  sample: sampleOrder,
};
