import { z } from "zod";
import type { Sql } from "~/db.server";
import type { ClaimedMessage } from "~/delivery/message";

const storedLines = z.array(
  z.object({
    productId: z.string().nullable(),
    variantId: z.string().nullable(),
    title: z.string(),
    variantTitle: z.string().nullable(),
    quantity: z.number().int(),
    priceMinor: z.number(),
  }),
);

export type StoredLine = Readonly<z.infer<typeof storedLines>[number]>;

/** The checkout that a message is about, as last told, and whose it is. */
export interface CheckoutToMail {
  readonly recoveryUrl: string | null;
  readonly currency: string;
  readonly lines: readonly StoredLine[];
  readonly firstName: string | null;
  readonly locale: string | null;
}

/** The checkout of each message, by message id; a run's key is its checkout's token. */
export async function loadCheckouts(
  sql: Sql,
  shopId: number,
  messages: readonly ClaimedMessage[],
): Promise<Map<string, CheckoutToMail>> {
  const { rows } = await sql.query<Omit<CheckoutToMail, "lines"> & { messageId: string; lines: unknown }>({
    name: "mail-checkouts",
    text: `SELECT m.message_id AS "messageId", k.recovery_url AS "recoveryUrl", k.currency, k.lines,
        c.first_name AS "firstName", c.locale
      FROM messages m
      JOIN runs r ON r.shop_id = m.shop_id AND r.run_id = m.run_id
      JOIN checkouts k ON k.shop_id = r.shop_id AND k.token = r.key
      JOIN contacts c ON c.shop_id = m.shop_id AND c.contact_id = m.contact_id
      WHERE m.shop_id = $1 AND m.message_id = ANY($2::uuid[])`,
    values: [shopId, messages.map(({ messageId }) => messageId)],
  });
  return new Map(
    rows.map(({ messageId, lines, ...rest }) => [messageId, { ...rest, lines: storedLines.parse(lines) }]),
  );
}
