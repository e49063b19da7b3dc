import { pool } from "~/db.server";
import { contactName } from "./contact-profile";

export interface HomeFigures {
  /** Mails that left in the last 7 days, and in the 7 before. */
  readonly sent: number;
  readonly sentBefore: number;
  /** People inside a workflow at this moment. */
  readonly inProgress: number;
  /** Mails that were due in the last 7 days and rightly did not leave, and in the 7 before. */
  readonly heldBack: number;
  readonly heldBackBefore: number;
}

/** The figures of the home page at `at`. */
export async function homeFigures(shopId: number, at: Date): Promise<HomeFigures> {
  const [mails, runs] = await Promise.all([
    pool.query<Omit<HomeFigures, "inProgress">>(
      `SELECT count(*) FILTER (WHERE sent_at > $2::timestamptz - interval '7 days') AS sent,
         count(*) FILTER (WHERE sent_at <= $2::timestamptz - interval '7 days') AS "sentBefore",
         count(*) FILTER (WHERE status = 'not_sent' AND reason IS DISTINCT FROM 'sandbox-mode' AND send_at > $2::timestamptz - interval '7 days') AS "heldBack",
         count(*) FILTER (WHERE status = 'not_sent' AND reason IS DISTINCT FROM 'sandbox-mode' AND send_at <= $2::timestamptz - interval '7 days') AS "heldBackBefore"
       FROM messages WHERE shop_id = $1 AND send_at > $2::timestamptz - interval '14 days' AND send_at <= $2`,
      [shopId, at],
    ),
    pool.query<{ inProgress: number }>(
      `SELECT count(*) AS "inProgress" FROM runs WHERE shop_id = $1 AND status = 'active'`,
      [shopId],
    ),
  ]);
  const [counted] = mails.rows;
  const [active] = runs.rows;
  if (!counted || !active) throw new Error("An aggregate came back without a row.");
  return { ...counted, ...active };
}

export interface ComingUp {
  readonly runId: string;
  readonly contactId: string;
  readonly contact: string;
  readonly workflowId: string;
  /** When the contact's next step is due. */
  readonly at: Date;
}

/** The next people whose wait ends, soonest first. */
export async function comingUp(shopId: number, limit: number): Promise<ComingUp[]> {
  const { rows } = await pool.query<
    Omit<ComingUp, "contact"> & { firstName: string | null; lastName: string | null; email: string | null }
  >(
    `SELECT r.run_id AS "runId", r.contact_id AS "contactId", r.workflow_id AS "workflowId", r.wake_at AS at,
       c.first_name AS "firstName", c.last_name AS "lastName", c.email
     FROM runs r JOIN contacts c ON c.shop_id = r.shop_id AND c.contact_id = r.contact_id
     WHERE r.shop_id = $1 AND r.status = 'active' AND r.wake_at IS NOT NULL
     ORDER BY r.wake_at LIMIT $2`,
    [shopId, limit],
  );
  return rows.map(({ firstName, lastName, email, ...run }) => ({
    ...run,
    contact: contactName(firstName, lastName, email),
  }));
}

export interface Attention {
  /** Deliveries that could not be read. */
  readonly parked: number;
  /** Mails of which nobody knows yet whether they left. */
  readonly unknown: number;
}

/** What a person should look at. `since` bounds the mails. */
export async function attention(shopId: number, since: Date): Promise<Attention> {
  const { rows } = await pool.query<Attention>(
    `SELECT (SELECT count(*) FROM inbox WHERE shop_id = $1 AND status = 'parked') AS parked,
       (SELECT count(*) FROM messages WHERE shop_id = $1 AND status = 'unknown' AND send_at > $2) AS unknown`,
    [shopId, since],
  );
  return rows[0] ?? { parked: 0, unknown: 0 };
}
