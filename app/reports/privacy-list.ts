import { DateTime } from "luxon";
import { DAYS_TO_ANSWER } from "~/contacts/privacy-requests";
import { pool } from "~/db.server";

export interface PrivacyRow {
  readonly requestId: string;
  readonly title: string;
  /** Whom it is about, as far as it is still known. */
  readonly about: string | null;
  readonly state: "waiting" | "done" | "to-fetch";
  readonly words: string;
  /** Whether its file can be saved. */
  readonly hasFile: boolean;
  readonly receivedAt: Date;
  /** By when the law wants it answered. */
  readonly dueAt: Date;
  readonly doneAt: Date | null;
}

interface Row {
  readonly requestId: string;
  readonly kind: string;
  readonly email: string | null;
  readonly customerId: string | null;
  readonly receivedAt: Date;
  readonly doneAt: Date | null;
  readonly fetchedAt: Date | null;
  readonly outcome: string | null;
  readonly error: string | null;
  readonly hasExport: boolean;
}

/** A shop's privacy requests: what is still to be done first, then the newest; at most 100. */
export async function privacyList(shopId: number): Promise<PrivacyRow[]> {
  const { rows } = await pool.query<Row>(
    `SELECT request_id AS "requestId", kind, subject->>'email' AS email, subject->>'customerId' AS "customerId",
       received_at AS "receivedAt", done_at AS "doneAt", fetched_at AS "fetchedAt", outcome, error,
       export IS NOT NULL AS "hasExport"
     FROM privacy_requests WHERE shop_id = $1
     ORDER BY (done_at IS NOT NULL AND (export IS NULL OR fetched_at IS NOT NULL)), received_at DESC LIMIT 100`,
    [shopId],
  );
  return rows.map((row) => ({
    requestId: row.requestId,
    title: titles[row.kind] ?? row.kind,
    about: row.email ?? (row.customerId && `Customer ${row.customerId}`),
    ...stateOf(row),
    hasFile: row.hasExport,
    receivedAt: row.receivedAt,
    dueAt: DateTime.fromJSDate(row.receivedAt).plus({ days: DAYS_TO_ANSWER }).toJSDate(),
    doneAt: row.doneAt,
  }));
}

const titles: Readonly<Record<string, string>> = {
  "customers/data_request": "Somebody asked for their data",
  "customers/redact": "Somebody is to be erased",
  "shop/redact": "The store is to be erased",
};

function stateOf({ doneAt, hasExport, fetchedAt, outcome, error }: Row): Pick<PrivacyRow, "state" | "words"> {
  if (!doneAt) return { state: "waiting", words: error ?? "It is carried out within minutes." };
  switch (outcome) {
    case "exported":
      if (!hasExport) return { state: "done", words: "The file was made; it is no longer kept." };
      return fetchedAt
        ? { state: "done", words: "The file was saved. It is kept for a day, in case it got lost on its way." }
        : { state: "to-fetch", words: "The file is ready. Save it and hand it to the person." };
    case "erased":
      return { state: "done", words: "Erased. Nothing here says any more who it was." };
    case "installed-again":
      return { state: "done", words: "Not carried out: the app was installed again before the request arrived." };
    default:
      return { state: "done", words: "Nothing was known about them." };
  }
}

export interface PrivacyFigures {
  /** Still to be carried out. */
  readonly waiting: number;
  /** Files that the merchant has to hand on. */
  readonly toFetch: number;
  /** When the first of these is due; null when there is none. */
  readonly dueAt: Date | null;
}

/** How much of a shop's privacy requests is left to do. */
export async function privacyFigures(shopId: number): Promise<PrivacyFigures> {
  const { rows } = await pool.query<PrivacyFigures>(
    `SELECT count(*) FILTER (WHERE done_at IS NULL)::int AS waiting,
       count(*) FILTER (WHERE export IS NOT NULL AND fetched_at IS NULL)::int AS "toFetch",
       min(received_at) FILTER (WHERE export IS NOT NULL AND fetched_at IS NULL) + interval '${DAYS_TO_ANSWER} days' AS "dueAt"
     FROM privacy_requests WHERE shop_id = $1`,
    [shopId],
  );
  return rows[0] ?? { waiting: 0, toFetch: 0, dueAt: null };
}
