import { query } from "../database";

/** What still waits for a worker. */
export type Left = Readonly<Record<"deliveries" | "runs" | "queued" | "sending", number>>;

export async function whatIsLeft(databaseUrl: string): Promise<Left> {
  const [left] = await query<Left>(
    databaseUrl,
    `SELECT (SELECT count(*)::int FROM inbox WHERE status = 'waiting') AS deliveries,
      (SELECT count(*)::int FROM runs WHERE status = 'active') AS runs,
      count(*) FILTER (WHERE status = 'queued')::int AS queued,
      count(*) FILTER (WHERE status = 'sending')::int AS sending FROM messages`,
  );
  if (!left) throw new Error("A count has no row.");
  return left;
}

/** How far it is, in a line. */
export async function progressLine(
  databaseUrl: string,
  { ms, kills, posts }: { readonly ms: number; readonly kills: number; readonly posts: number },
): Promise<string> {
  const rows = await query<{ status: string; count: number }>(
    databaseUrl,
    "SELECT status, count(*)::int FROM messages GROUP BY 1 ORDER BY 1",
  );
  const told = rows.map(({ status, count }) => `${count} ${status}`).join(", ") || "none yet";
  return `${minutes(ms)}  ${kills} kills, ${posts} webhooks posted; messages: ${told}`;
}

/** "3:07" */
export function minutes(ms: number): string {
  const seconds = Math.round(ms / 1_000);
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}
