import { afterAll, beforeAll, expect, test } from "vitest";
import { pool } from "~/db.server";
import {
  type SuppressionFilter,
  suppressionCounts,
  suppressionPage,
  suppressionSources,
} from "~/reports/suppression-list";

const rows = 60_000;

/** Addresses of two shops; all of a thousand at one moment, as an import leaves them. */
beforeAll(async () => {
  await pool.query(
    `INSERT INTO suppressions (shop_id, email, reason, since, source)
      SELECT 1 + n % 2, 'person' || n || '@' || (ARRAY['example.com', 'mail.example', 'posteo.example'])[1 + n % 3],
        (ARRAY['unsubscribed', 'bounced', 'manual'])[1 + n % 3], timestamptz '2026-01-01' + (n / 1000) * interval '1 day',
        CASE n % 4 WHEN 0 THEN 'SendGrid, bounces' WHEN 1 THEN 'the file old.csv' WHEN 2 THEN 'SendGrid' ELSE '' END
      FROM generate_series(1, $1) AS n`,
    [2 * rows],
  );
  await pool.query(
    `INSERT INTO suppressions (shop_id, email, reason, since, source) VALUES (1, 'ada@rare-domain.example', 'complained', '2020-01-01', 'SendGrid')`,
  );
  await pool.query("ANALYZE suppressions");
}, 60_000);
afterAll(() => pool.end());

async function emails(filter: SuppressionFilter, cursor: string | null = null): Promise<string[]> {
  return (await suppressionPage(1, filter, cursor)).suppressions.map(({ email }) => email);
}

test("the newest first, page by page, each once, also those of one moment", async () => {
  const filter = { reason: "manual", from: new Date("2026-04-20") };
  const seen: string[] = [];
  let cursor: string | null = null;
  let last = new Date("2100-01-01");
  do {
    const page = await suppressionPage(1, filter, cursor);
    for (const { email, since } of page.suppressions) {
      expect(since <= last).toBe(true);
      last = since;
      seen.push(email);
    }
    cursor = page.next;
  } while (cursor);
  const { rowCount } = await pool.query(
    "SELECT 1 FROM suppressions WHERE shop_id = 1 AND reason = 'manual' AND since >= '2026-04-20'",
  );
  expect(seen).toHaveLength(rowCount ?? 0);
  expect(new Set(seen).size).toBe(seen.length);
});

test("a rare text is found wherever it stands, a common one among the newest", async () => {
  expect(await emails({ search: "rare-dom" })).toEqual(["ada@rare-domain.example"]);
  expect(await emails({ search: "ADA@" })).toEqual(["ada@rare-domain.example"]);
  expect(await emails({ search: "person" })).toHaveLength(50);
  expect(await emails({ search: "ra" })).toEqual(["ada@rare-domain.example"]);
  expect(await emails({ search: "r1" })).toEqual([]);
  expect(await emails({ search: "100%" })).toEqual([]);
  expect(await emails({ search: "_" })).toEqual([]);
  expect(await emails({ search: "rare-domain", reason: "manual" })).toEqual([]);
});

test("by source, reason and time, together", async () => {
  const filter = {
    source: "SendGrid, bounces",
    reason: "bounced",
    search: "mail.example",
    from: new Date("2026-02-01"),
    before: new Date("2026-02-03"),
  };
  const { suppressions } = await suppressionPage(1, filter, null);
  expect(suppressions.length).toBeGreaterThan(10);
  for (const { email, reason, source, since, why, removal } of suppressions) {
    expect(email).toContain("mail.example");
    expect({ reason, source, why }).toEqual({ reason: "bounced", source: "SendGrid, bounces", why: "Does not work" });
    expect(since >= filter.from && since < filter.before).toBe(true);
    expect(removal.isLawful).toBe(true);
  }
});

test("what is no cursor of ours begins at the newest", async () => {
  expect(await emails({}, "nonsense")).toEqual(await emails({}));
});

test("counts and sources are the shop's own", async () => {
  expect((await suppressionCounts(1)).get("complained")).toBe(1);
  expect((await suppressionCounts(2)).get("complained")).toBeUndefined();
  expect(await suppressionSources(1)).toEqual(["SendGrid", "SendGrid, bounces"]);
  expect(await suppressionSources(2)).toEqual(["the file old.csv"]);
});
