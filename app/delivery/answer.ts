import { z } from "zod";
import { now } from "~/clock";
import { pool } from "~/db.server";
import type { MailAnswer } from "~/events/answer-event";
import { storeDelivery } from "~/events/inbox-writer";
import { parseLinkToken } from "./public-link";

/** One of the answers that a mail offered. */
export interface OfferedAnswer {
  readonly name: string;
  readonly label: string;
}

/** The question of a mail, with the answer that was tapped in it. */
export interface AskedQuestion {
  readonly shopId: number;
  readonly messageId: string;
  readonly contactId: string;
  readonly shop: { readonly name: string; readonly url: string; readonly brand: unknown };
  /** The shopper's, else the shop's: BCP 47. */
  readonly locale: string;
  readonly answers: readonly OfferedAnswer[];
  readonly tapped: OfferedAnswer;
}

const offered = z.array(z.object({ name: z.string(), label: z.string() }));

interface MessageRow extends Pick<AskedQuestion, "contactId" | "locale"> {
  readonly shopName: string;
  readonly shopUrl: string;
  readonly brand: unknown;
  readonly answers: unknown;
}

/** What a link asks about; null when the token is forged, or its message or its answer is gone. Changes nothing. */
export async function questionOf(token: string): Promise<AskedQuestion | null> {
  const link = parseLinkToken(token);
  if (link?.purpose !== "answer") return null;
  const { rows } = await pool.query<MessageRow>(
    `SELECT m.contact_id AS "contactId", coalesce(c.locale, s.locale) AS locale, s.brand, m.inputs->'answers' AS answers,
        coalesce(nullif(s.name, ''), s.domain) AS "shopName", coalesce(s.storefront_url, 'https://' || s.domain) AS "shopUrl"
      FROM messages m JOIN shops s ON s.shop_id = m.shop_id
      LEFT JOIN contacts c ON c.shop_id = m.shop_id AND c.contact_id = m.contact_id
      WHERE m.shop_id = $1 AND m.message_id = $2`,
    [link.shopId, link.id],
  );
  const [row] = rows;
  const answers = offered.safeParse(row?.answers);
  const tapped = answers.data?.find(({ name }) => name === link.answer);
  if (!row || !answers.success || !tapped) return null;
  const { contactId, locale, shopName, shopUrl, brand } = row;
  return {
    shopId: link.shopId,
    messageId: link.id,
    contactId,
    shop: { name: shopName, url: shopUrl, brand },
    locale,
    answers: answers.data,
    tapped,
  };
}

/** Keeps an answer, durably, before it returns; the same one again is harmless, another one is another answer. */
export async function recordAnswer({ shopId, messageId, contactId }: AskedQuestion, answer: string): Promise<void> {
  const at = now();
  const told: MailAnswer = { contactId, messageId, answer, at: at.toISOString() };
  await storeDelivery({
    shopId,
    source: "app",
    deliveryId: `answer:${messageId}:${answer}`,
    topic: "question/answered",
    eventId: null,
    apiVersion: null,
    triggeredAt: at,
    receivedAt: at,
    payload: Buffer.from(JSON.stringify(told)),
  });
}
