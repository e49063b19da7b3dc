import type { PoolClient } from "pg";
import { v7 as uuid } from "uuid";
import { z } from "zod";
import { now } from "~/clock";
import { db, transaction } from "~/db.server";
import { type Group, segmentRule } from "./expression";
import { wantShopifySegments } from "./shopify-segments";

export interface SavedSegment {
  readonly segmentId: string;
  readonly name: string;
  readonly rule: Group;
  readonly members: number;
  /** Null until it was counted, and again once its rule changed. */
  readonly countedAt: Date | null;
  readonly changedAt: Date;
}

/** A shop may have so many: each is asked of every contact that something happened to. */
const MOST_SEGMENTS = 100;

const draft = z.object({
  name: z
    .string()
    .trim()
    .min(1, "Give it a name.")
    .max(80, "At most 80 characters.")
    .refine((name) => !name.includes("\0"), "This holds a character that cannot be stored."),
  rule: segmentRule,
});

export type SaveResult =
  | { readonly ok: true; readonly segmentId: string }
  /** What is wrong, by the place in the draft: "name", "rule.rules.0.times.count". */
  | { readonly ok: false; readonly errors: Readonly<Record<string, string>> };

/** All segments of a shop, by name. */
export async function listSegments(shopId: number): Promise<SavedSegment[]> {
  const rows = await db.segment.findMany({ where: { shopId }, orderBy: { name: "asc" }, take: MOST_SEGMENTS });
  return rows.map(savedSegment);
}

/** One segment; null when the shop has none such. */
export async function segmentById(shopId: number, segmentId: string): Promise<SavedSegment | null> {
  const row = await db.segment.findUnique({ where: { shopId_segmentId: { shopId, segmentId } } });
  return row && savedSegment(row);
}

function savedSegment({
  segmentId,
  name,
  rule,
  members,
  countedAt,
  changedAt,
}: Omit<SavedSegment, "rule"> & { rule: unknown }): SavedSegment {
  return { segmentId, name, rule: segmentRule.parse(rule), members, countedAt, changedAt };
}

/** Makes a segment. Its members are counted by the worker at once after. */
export async function createSegment(shopId: number, wish: { name: string; rule: unknown }): Promise<SaveResult> {
  return save(wish, async (sql, { name, rule }) => {
    const { rows } = await sql.query<{ segmentId: string }>(
      `INSERT INTO segments (shop_id, segment_id, name, rule, created_at, changed_at)
       SELECT $1, $2, $3, $4, $5, $5 WHERE (SELECT count(*) FROM segments WHERE shop_id = $1) < ${MOST_SEGMENTS}
       RETURNING segment_id AS "segmentId"`,
      [shopId, uuid(), name, JSON.stringify(rule), now()],
    );
    const [made] = rows;
    if (!made) return { ok: false, errors: { name: `A shop can have ${MOST_SEGMENTS} segments. Remove one first.` } };
    await wantShopifySegments(sql, shopId);
    return { ok: true, segmentId: made.segmentId };
  });
}

/** Changes a segment. Another rule is counted anew; a name alone changes nothing for its members. */
export async function changeSegment(
  shopId: number,
  segmentId: string,
  wish: { name: string; rule: unknown },
): Promise<SaveResult> {
  return save(wish, async (sql, { name, rule }) => {
    const { rowCount } = await sql.query(
      `UPDATE segments SET name = $3, rule = $4, changed_at = $5, counted_at = CASE WHEN rule = $4 THEN counted_at END
       WHERE shop_id = $1 AND segment_id = $2`,
      [shopId, segmentId, name, JSON.stringify(rule), now()],
    );
    if (rowCount === 0) return { ok: false, errors: { name: "This segment was removed meanwhile." } };
    await wantShopifySegments(sql, shopId);
    return { ok: true, segmentId };
  });
}

/** Removes a segment and its members. Whether something still uses it is the caller's to know. */
export async function removeSegment(sql: PoolClient, shopId: number, segmentId: string): Promise<void> {
  await sql.query("DELETE FROM segment_members WHERE shop_id = $1 AND segment_id = $2", [shopId, segmentId]);
  await sql.query("DELETE FROM segments WHERE shop_id = $1 AND segment_id = $2", [shopId, segmentId]);
  await wantShopifySegments(sql, shopId);
}

async function save(
  wish: { name: string; rule: unknown },
  write: (sql: PoolClient, draft: { name: string; rule: Group }) => Promise<SaveResult>,
): Promise<SaveResult> {
  const parsed = draft.safeParse(wish);
  if (!parsed.success) {
    return {
      ok: false,
      errors: Object.fromEntries(parsed.error.issues.map(({ path, message }) => [path.join("."), message])),
    };
  }
  try {
    return await transaction((sql) => write(sql, parsed.data));
  } catch (error) {
    if (!isTaken(error)) throw error;
    return { ok: false, errors: { name: "Another segment has this name." } };
  }
}

/** https://www.postgresql.org/docs/current/errcodes-appendix.html: unique_violation */
function isTaken(error: unknown): boolean {
  return error instanceof Error && "code" in error && error.code === "23505";
}
