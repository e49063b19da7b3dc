import type { PoolClient } from "pg";
import { z } from "zod";
import { normaliseEmail } from "~/events/normalise-email";

/** The columns that a file of suppressions may have; `email` it must have. */
export const suppressionColumns = ["email", "reason", "since"] as const;

export type SuppressionColumn = (typeof suppressionColumns)[number];

/** Why an address is not mailed. `manual`: the merchant says so; `sunset`: no marketing mails, see sunset.ts. */
export const suppressionReason = z.enum(["unsubscribed", "bounced", "complained", "manual", "sunset"]);

export interface ImportedSuppression {
  readonly email: string;
  readonly reason: z.infer<typeof suppressionReason>;
  /** Null: since the file came. */
  readonly since: Date | null;
}

export type ReadSuppression =
  | { readonly ok: true; readonly value: ImportedSuppression }
  | { readonly ok: false; readonly faults: { readonly column: SuppressionColumn; readonly problem: string }[] };

/** Reads a row's cells; `readTime` gives undefined for what names no moment. None may lie after `at`. */
export function readSuppressionRow(
  cell: (column: SuppressionColumn) => string,
  readTime: (cell: string) => Date | null | undefined,
  at: Date,
): ReadSuppression {
  const faults: { column: SuppressionColumn; problem: string }[] = [];
  const email = normaliseEmail(cell("email"));
  if (email === null || email.includes("\0")) {
    faults.push({ column: "email", problem: cell("email") === "" ? "is empty" : "is not an e-mail address" });
  }
  const reason = suppressionReason.safeParse(cell("reason").toLowerCase() || "manual");
  if (!reason.success) {
    faults.push({ column: "reason", problem: `is none of ${suppressionReason.options.join(", ")}` });
  }
  const since = readTime(cell("since"));
  if (since === undefined) {
    faults.push({ column: "since", problem: "is not a time such as 2026-11-23 or 2026-11-23 14:05" });
  } else if (since && since > at) {
    faults.push({ column: "since", problem: "lies in the future" });
  }
  return email === null || !reason.success || since === undefined || faults.length > 0
    ? { ok: false, faults }
    : { ok: true, value: { email, reason: reason.data, since } };
}

/** Puts addresses on the list; one that is there for the same reason stays as it is. */
export async function importSuppressions(
  sql: PoolClient,
  shopId: number,
  suppressions: readonly ImportedSuppression[],
  at: Date,
): Promise<void> {
  await sql.query(
    `INSERT INTO suppressions (shop_id, email, reason, since)
      SELECT $1, email, reason, coalesce(since, $3) FROM json_to_recordset($2) AS r(email text, reason text, since timestamptz)
      ON CONFLICT (shop_id, email, reason) DO NOTHING`,
    [shopId, JSON.stringify(suppressions), at],
  );
}
