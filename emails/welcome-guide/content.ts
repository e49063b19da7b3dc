import { english } from "emails/english";
import { sampleInputs } from "emails/sample/inputs";
import mjml from "./welcome-guide.mjml?raw";
import text from "./welcome-guide.txt.liquid?raw";

/** The third mail to a new subscriber: what is good to know about the shop. */
export const welcomeGuide = english({
  key: "welcome-guide",
  name: "Good to know",
  description: "Tells new subscribers what is good to know before a first order.",
  class: "marketing",
  needs: null,
  subject: "Three things that are good to know",
  preheader: "How to reach us, and how to stop us.",
  words: {
    heading: "Three things that are good to know",
    paragraphs: ["Hi {{ greeting }}, before your first order, or without ever making one:"],
    points: [
      {
        title: "You can ask us anything",
        text: "Every mail from us can be answered. Write before you buy or after it, about big things or small ones.",
      },
      {
        title: "Two that you cannot choose between?",
        text: "Tell us what you need it for, and we tell you what we would take.",
      },
      {
        title: "You decide how long we write",
        text: "At the foot of each mail like this one is a link that ends them at once. Mails about your orders still come.",
      },
    ],
  },
  mjml,
  text,
  sample: sampleInputs,
});
