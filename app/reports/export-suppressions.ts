import { pool } from "~/db.server";

const PAGE = 5_000;

interface ExportedSuppression {
  readonly email: string;
  readonly reason: string;
  readonly since: Date;
}

/** All addresses of a shop that must not be mailed, by address, a page at a time. The header is first. */
export async function* suppressionRecords(shopId: number): AsyncGenerator<readonly string[]> {
  yield ["email", "reason", "since"];
  let last: ExportedSuppression | undefined;
  do {
    const { rows }: { rows: ExportedSuppression[] } = await pool.query<ExportedSuppression>({
      name: "export-suppressions",
      text: `SELECT email, reason, since FROM suppressions WHERE shop_id = $1 AND (email, reason) > ($2, $3)
        ORDER BY email, reason LIMIT ${PAGE}`,
      values: [shopId, last?.email ?? "", last?.reason ?? ""],
    });
    for (const { email, reason, since } of rows) yield [email, reason, since.toISOString()];
    last = rows.length === PAGE ? rows.at(-1) : undefined;
  } while (last);
}
