import type { Sql } from "~/db.server";
import type { ClaimedMessage } from "~/delivery/message";
import type { About } from "~/workflows/run";

/** What a message's run is about, and to whom it goes. */
export interface MailRun {
  readonly messageId: string;
  readonly contactId: string;
  readonly about: About;
  readonly triggeredAt: Date;
  readonly firstName: string | null;
  readonly locale: string | null;
  /** Where they live, as far as is known: ISO 3166. */
  readonly country: string | null;
  readonly region: string | null;
  /** IANA; what their browser said. */
  readonly timezone: string | null;
}

/** The run of each message. */
export async function loadMailRuns(sql: Sql, shopId: number, messages: readonly ClaimedMessage[]): Promise<MailRun[]> {
  const { rows } = await sql.query<MailRun>({
    name: "mail-runs",
    // OFFSET 0 keeps each a look-up by key: as joins, tables without statistics yet were read whole (17 ms, so 5).
    text: `SELECT m.message_id AS "messageId", m.contact_id AS "contactId", r.state->'about' AS about,
        r.triggered_at AS "triggeredAt", c.first_name AS "firstName", c.locale, c.country, c.region, c.timezone
      FROM unnest($2::uuid[], $3::uuid[], $4::uuid[]) AS m(message_id, run_id, contact_id)
      CROSS JOIN LATERAL (SELECT * FROM runs WHERE shop_id = $1 AND run_id = m.run_id OFFSET 0) r
      CROSS JOIN LATERAL (SELECT * FROM contacts WHERE shop_id = $1 AND contact_id = m.contact_id OFFSET 0) c`,
    values: [
      shopId,
      messages.map(({ messageId }) => messageId),
      messages.map(({ runId }) => runId),
      messages.map(({ contactId }) => contactId),
    ],
  });
  return rows;
}
