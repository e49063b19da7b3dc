import { pool } from "~/db.server";

export interface SegmentName {
  readonly segmentId: string;
  readonly name: string;
}

/** The shop's saved segments by name, for choosing one; the first 250. */
export async function segmentNames(shopId: number): Promise<SegmentName[]> {
  const { rows } = await pool.query<SegmentName>(
    `SELECT segment_id AS "segmentId", name FROM segments WHERE shop_id = $1 ORDER BY lower(name), segment_id LIMIT 250`,
    [shopId],
  );
  return rows;
}

/** The segments that a contact is in, and since when. */
export async function segmentsOfContact(
  shopId: number,
  contactId: string,
): Promise<(SegmentName & { readonly enteredAt: Date })[]> {
  const { rows } = await pool.query<SegmentName & { enteredAt: Date }>(
    `SELECT s.segment_id AS "segmentId", s.name, m.entered_at AS "enteredAt"
     FROM segment_members m JOIN segments s ON s.shop_id = m.shop_id AND s.segment_id = m.segment_id
     WHERE m.shop_id = $1 AND m.contact_id = $2 ORDER BY lower(s.name) LIMIT 100`,
    [shopId, contactId],
  );
  return rows;
}
