import { z } from "zod";
import type { Delivery } from "./delivery";
import type { Event } from "./event";
import { frame, nobody } from "./frame";

const mailAnswer = z.strictObject({
  contactId: z.uuid(),
  messageId: z.uuid(),
  /** The answer's name in its question. */
  answer: z.string(),
  /** Business time. */
  at: z.iso.datetime(),
});

/** An answer to a mail's question: our own page's word, put in the inbox by app/delivery/answer.ts. */
export type MailAnswer = z.infer<typeof mailAnswer>;

/** question/answered. */
export function answerEvents(delivery: Delivery, json: unknown): Event[] {
  const { contactId, messageId, answer, at } = mailAnswer.parse(json);
  const identity = { ...nobody, contactId };
  return [
    { ...frame(delivery, new Date(at)), name: "question.answered", identity, profile: {}, data: { messageId, answer } },
  ];
}
