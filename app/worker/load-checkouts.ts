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
    // OFFSET 0 keeps each a look-up by key: as joins, tables without statistics yet were read whole (17 ms, so 5).
    text: `SELECT m.message_id AS "messageId", k.recovery_url AS "recoveryUrl", k.currency, k.lines,
        c.first_name AS "firstName", c.locale
      FROM unnest($2::uuid[], $3::uuid[], $4::uuid[]) AS m(message_id, run_id, contact_id)
      CROSS JOIN LATERAL (SELECT key FROM runs WHERE shop_id = $1 AND run_id = m.run_id OFFSET 0) r
      CROSS JOIN LATERAL (SELECT * FROM checkouts WHERE shop_id = $1 AND token = r.key OFFSET 0) k
      CROSS JOIN LATERAL (SELECT * FROM contacts WHERE shop_id = $1 AND contact_id = m.contact_id OFFSET 0) c`,
    values: [
      shopId,
      messages.map(({ messageId }) => messageId),
      messages.map(({ runId }) => runId),
      messages.map(({ contactId }) => contactId),
    ],
  });
  return new Map(
    rows.map(({ messageId, lines, ...rest }) => [messageId, { ...rest, lines: storedLines.parse(lines) }]),
  );
}
