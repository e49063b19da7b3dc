import { english } from "emails/english";
import { sampleQuestion } from "emails/sample/inputs";
import mjml from "./welcome.mjml?raw";
import text from "./welcome.txt.liquid?raw";

/** The first mail to a new subscriber: a welcome, and one question whose answer decides what follows. */
export const welcome = english({
  key: "welcome",
  name: "Welcome",
  description: "Welcomes new subscribers and asks what brings them, so that what follows fits.",
  class: "marketing",
  needs: null,
  subject: "Welcome to {{ shop }}",
  preheader: "It is good to have you here. One small question, if we may.",
  words: {
    heading: "Good to have you here",
    paragraphs: [
      "Hi {{ greeting }}, thank you for joining us. We write when there is something worth your while, and you can leave whenever you like.",
    ],
    question: "What brings you here?",
    action: "Look around",
  },
  mjml,
  text,
  sample: sampleQuestion,
});
