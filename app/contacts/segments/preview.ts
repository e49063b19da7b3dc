import type { PoolClient } from "pg";
import { transaction } from "~/db.server";
import { compileRule, type Scope, withRoom } from "./compile";
import type { Group } from "./expression";

export interface Preview {
  /** How many contacts the rule holds of. */
  readonly members: number;
  /** Some of them, those first who became known last. */
  readonly sample: readonly SampleContact[];
}

export interface SampleContact {
  readonly contactId: string;
  readonly firstName: string | null;
  readonly lastName: string | null;
  readonly email: string | null;
}

/** A merchant who types waits no longer for a count. */
const PATIENCE_MS = 5_000;
const SAMPLE = 10;
/** So many contacts are asked first. */
const NEWEST = 2_000;

/** How many a rule that is not saved would have, and some of them; null when that takes too long to find out. */
export async function previewSegment(shopId: number, rule: Group, at: Date): Promise<Preview | null> {
  try {
    return await transaction(async (sql) => {
      await sql.query(`SET LOCAL statement_timeout = ${PATIENCE_MS}`);
      await withRoom(sql);
      const members = await countContacts(sql, shopId, rule, at);
      return { members, sample: await sampleOf(sql, rule, { shopId, at }, members) };
    });
  } catch (error) {
    if (isCancelled(error)) return null;
    throw error;
  }
}

/** How many contacts a rule holds of. */
export async function countContacts(sql: PoolClient, shopId: number, rule: Group, at: Date): Promise<number> {
  const { where, values } = compileRule(rule, { shopId, at });
  const { rows } = await sql.query<{ members: number }>(
    `SELECT count(*) AS members FROM contacts c WHERE ${where}`,
    values,
  );
  return rows[0]?.members ?? 0;
}

/** Most rules hold of ten among the shop's newest contacts, whom it costs little to ask; only rare ones are asked of all again. */
async function sampleOf(sql: PoolClient, rule: Group, scope: Scope, members: number): Promise<SampleContact[]> {
  if (members === 0) return [];
  const { rows } = await sql.query<{ contactId: string }>(
    `SELECT contact_id AS "contactId" FROM contacts WHERE shop_id = $1 ORDER BY contact_id DESC LIMIT ${NEWEST}`,
    [scope.shopId],
  );
  const sample = await newestMembers(sql, rule, { ...scope, contactIds: rows.map(({ contactId }) => contactId) });
  return sample.length < Math.min(SAMPLE, members) ? newestMembers(sql, rule, scope) : sample;
}

async function newestMembers(sql: PoolClient, rule: Group, scope: Scope): Promise<SampleContact[]> {
  const { where, values } = compileRule(rule, scope);
  // Found before they are sorted: by a LIMIT the planner is led to walk the contacts one by one.
  const { rows } = await sql.query<SampleContact>(
    `WITH met AS MATERIALIZED (SELECT c.contact_id FROM contacts c WHERE ${where})
     SELECT contact_id AS "contactId", first_name AS "firstName", last_name AS "lastName", email FROM contacts
     WHERE shop_id = $1 AND contact_id IN (SELECT contact_id FROM met ORDER BY contact_id DESC LIMIT ${SAMPLE})
     ORDER BY contact_id DESC`,
    values,
  );
  return rows;
}

/** https://www.postgresql.org/docs/current/errcodes-appendix.html: query_canceled */
function isCancelled(error: unknown): boolean {
  return error instanceof Error && "code" in error && error.code === "57014";
}
