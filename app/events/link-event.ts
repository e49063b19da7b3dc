import { z } from "zod";
import type { Delivery } from "./delivery";
import type { Event } from "./event";
import { frame, nobody } from "./frame";

const base = {
  contactId: z.uuid(),
  messageId: z.uuid(),
  /** Business time. */
  at: z.iso.datetime(),
};

const linkNews = z.discriminatedUnion("by", [
  z.strictObject({
    ...base,
    by: z.literal("person"),
    /** Where it leads; null for the shop itself. */
    url: z.string().nullable(),
    productId: z.string().nullable(),
  }),
  z.strictObject({ ...base, by: z.literal("machine"), why: z.string() }),
]);

/** Who followed a link in a mail: put in the inbox by app/delivery/judge-open-hits.ts. */
export type LinkNews = z.infer<typeof linkNews>;

/** link/followed. */
export function linkEvents(delivery: Delivery, json: unknown): Event[] {
  const news = linkNews.parse(json);
  const { contactId, messageId } = news;
  const told = { ...frame(delivery, new Date(news.at)), identity: { ...nobody, contactId }, profile: {} };
  return news.by === "person"
    ? [{ ...told, name: "email.clicked", data: { messageId, url: news.url, productId: news.productId } }]
    : [{ ...told, name: "email.scanned", data: { messageId, what: "clicked", why: news.why } }];
}
