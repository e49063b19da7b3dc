import type { Sql } from "~/db.server";
import type { DueMessage } from "./message";

/** A reminder of what they were about to buy that is nearly due to the same contact. */
export interface ReminderAhead {
  /** When its workflow goes on. */
  readonly at: Date;
  readonly rank: number;
  readonly title: string;
}

/**
 * So near, a reminder keeps its place free: whoever signs up in the checkout is greeted within minutes, and under a
 * cap of one a day the greeting would cost the reminder an hour later, which is worth far more.
 */
const NEAR_HOURS = 3;

/** The next reminders of what some messages' contacts were about to buy, by contact, those of the best rank first. */
export async function loadRemindersAhead(
  sql: Sql,
  shopId: number,
  messages: readonly DueMessage[],
  at: Date,
): Promise<Map<string, ReminderAhead[]>> {
  const contactIds = messages.flatMap((message) => (message.class === "marketing" ? message.contactId : []));
  if (contactIds.length === 0) return new Map();
  const { rows } = await sql.query<ReminderAhead & { contactId: string }>({
    name: "guard-reminders-ahead",
    text: `SELECT r.contact_id AS "contactId", r.wake_at AS at, v.definition->>'title' AS title,
        coalesce(w.rank, (v.definition->>'rank')::int) AS rank
      FROM runs r JOIN workflows w ON w.shop_id = r.shop_id AND w.workflow_id = r.workflow_id AND w.is_on
      JOIN workflow_versions v ON v.shop_id = r.shop_id AND v.workflow_id = r.workflow_id AND v.version = r.version
      WHERE r.shop_id = $1 AND r.contact_id = ANY($2::uuid[]) AND r.status = 'active' AND r.wake_at > $3 AND r.wake_at <= $4
        AND v.definition->>'group' = 'recovery' AND r.state->>'isHeldOut' = 'false' ORDER BY rank, r.wake_at`,
    values: [shopId, [...new Set(contactIds)], at, new Date(at.getTime() + NEAR_HOURS * 3_600_000)],
  });
  return Map.groupBy(rows, ({ contactId }) => contactId);
}
