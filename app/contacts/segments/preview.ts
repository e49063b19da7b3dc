import type { PoolClient } from "pg";
import { type Sql, transaction } from "~/db.server";
import { compileRule } from "./compile";
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

/** How many a rule that is not saved would have, and some of them; null when that takes too long to find out. */
export async function previewSegment(shopId: number, rule: Group, at: Date): Promise<Preview | null> {
  try {
    return await transaction(async (sql) => {
      await sql.query(`SET LOCAL statement_timeout = ${PATIENCE_MS}`);
      const members = await countContacts(sql, shopId, rule, at);
      return { members, sample: members === 0 ? [] : await sampleContacts(sql, shopId, rule, at) };
    });
  } catch (error) {
    if (isCancelled(error)) return null;
    throw error;
  }
}

/** How many contacts a rule holds of. */
export async function countContacts(sql: Sql, shopId: number, rule: Group, at: Date): Promise<number> {
  const { where, values } = compileRule(rule, { shopId, at });
  const { rows } = await sql.query<{ members: number }>(
    `SELECT count(*) AS members FROM contacts c WHERE ${where}`,
    values,
  );
  return rows[0]?.members ?? 0;
}

async function sampleContacts(sql: PoolClient, shopId: number, rule: Group, at: Date): Promise<SampleContact[]> {
  const { where, values } = compileRule(rule, { shopId, at });
  const { rows } = await sql.query<SampleContact>(
    `SELECT c.contact_id AS "contactId", c.first_name AS "firstName", c.last_name AS "lastName", c.email
     FROM contacts c WHERE ${where} ORDER BY c.contact_id DESC LIMIT ${SAMPLE}`,
    values,
  );
  return rows;
}

/** https://www.postgresql.org/docs/current/errcodes-appendix.html: query_canceled */
function isCancelled(error: unknown): boolean {
  return error instanceof Error && "code" in error && error.code === "57014";
}
