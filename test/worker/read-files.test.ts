import { buffer } from "node:stream/consumers";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { beforeEach, describe, expect, it } from "vitest";
import { moveClock } from "~/clock";
import { receiveFile } from "~/contacts/files/receive-file";
import { csvText } from "~/csv";
import { pool } from "~/db.server";
import { contactRecords } from "~/reports/export-contacts";
import { suppressionRecords } from "~/reports/export-suppressions";
import { fileList, fileReport } from "~/reports/file-list";
import { ensureShop } from "~/shop.server";
import { readFiles } from "~/worker/read-files";

let shopId: number;
beforeEach(async () => {
  await pool.query(
    "TRUNCATE file_jobs, contacts, contact_identities, consent_changes, consent_writes, suppressions, events, runs",
  );
  shopId = await ensureShop(pool, "files.myshopify.com");
  await pool.query("UPDATE shops SET timezone = 'Europe/Berlin' WHERE shop_id = $1", [shopId]);
  moveClock(new Date("2026-11-23T12:00:00Z"));
});

type Kind = Parameters<typeof receiveFile>[1]["kind"];

const bring = (content: string | Buffer, wording = "", kind: Kind = "import-contacts") =>
  receiveFile(shopId, { kind, wording, file: { name: "people.csv", content: Buffer.from(content) } });

async function readAll(): Promise<void> {
  while ((await readFiles()) > 0);
}

async function imported(content: string, wording?: string, kind?: Kind) {
  const received = await bring(content, wording, kind);
  if (!received.ok) throw new Error(JSON.stringify(received.errors));
  await readAll();
  const [file] = await fileList(shopId);
  if (!file) throw new Error("there is no file");
  return { ...file, report: (await fileReport(shopId, file.jobId)) ?? "" };
}

const contacts = async () =>
  (
    await pool.query(
      `SELECT email, first_name, last_name, country, city, locale, tags, consent, consent_at, consent_source
       FROM contacts WHERE shop_id = $1 ORDER BY email`,
      [shopId],
    )
  ).rows;
const count = async (table: string) =>
  (await pool.query(`SELECT count(*) AS n FROM ${table} WHERE shop_id = $1`, [shopId])).rows[0].n;
const agreed = "the paper list at our counter: “Send me the newsletter”";

/** Of which three are bad. */
function tenThousand(): string {
  const rows = Array.from(
    { length: 10_000 },
    (_, n) => `p${n}@example.com,First ${n},subscribed,2026-11-0${1 + (n % 9)}`,
  );
  rows[41] = "p41.example.com,First 41,subscribed,2026-11-01";
  rows[4_999] = "p4999@example.com,First 4999,perhaps,2026-11-01";
  rows[9_999] = "p9999@example.com,First 9999,subscribed,01/11/2026";
  return `email,First Name,consent,consent_at\n${rows.join("\n")}\n`;
}

describe("a file of contacts", () => {
  it("of 10,000 rows, three of them bad: the rest is in, the report names rows and columns, again changes nothing", async () => {
    const { report, ...file } = await imported(tenThousand(), agreed);
    expect(file).toMatchObject({ status: "done", doneRows: 10_000, errorCount: 3, keptCount: 0, percent: 100 });
    expect(report.trim().split("\r\n")).toEqual([
      "row,column,problem",
      "43,email,is not an e-mail address",
      "5001,consent,is neither subscribed nor unsubscribed",
      "10001,consent_at,is not a time such as 2026-11-23 or 2026-11-23 14:05",
    ]);
    expect(file.problems).toHaveLength(3);
    expect(await fileReport(await ensureShop(pool, "others-files.myshopify.com"), file.jobId)).toBeNull();
    expect(await count("contacts")).toBe(9_997);
    const before = await contacts();
    expect(before[0]).toMatchObject({ email: "p0@example.com", first_name: "First 0", consent: "SUBSCRIBED" });
    // A day without a zone is the shop's day.
    expect(before[0].consent_at.toISOString()).toBe("2026-10-31T23:00:00.000Z");
    const ledger = await pool.query("SELECT DISTINCT wording, applied FROM consent_changes");
    expect(ledger.rows).toEqual([{ wording: agreed, applied: true }]);
    const changes = [await count("consent_changes"), await count("events")];

    moveClock(new Date("2026-11-24T12:00:00Z"));
    expect(await imported(tenThousand(), agreed)).toMatchObject({ doneRows: 10_000, errorCount: 3, keptCount: 0 });
    expect(await contacts()).toEqual(before);
    expect([await count("consent_changes"), await count("events")]).toEqual(changes);
    expect(await count("runs")).toBe(0);
  }, 30_000);

  it("goes on after a kill from the last batch that was committed", async () => {
    const rows = Array.from({ length: 2_500 }, (_, n) => `p${n}@example.com,"First\n${n}"\r\n`);
    await bring(`email,first_name\r\n${rows.join("")}`);
    await readFiles();
    // What ends a worker at the worst moment, when its batch is written and not committed, takes the whole batch.
    await pool.query("ALTER TABLE file_jobs ADD CONSTRAINT killed CHECK (done_rows = 1000)");
    await expect(readFiles()).rejects.toThrow(/killed/);
    await pool.query("ALTER TABLE file_jobs DROP CONSTRAINT killed");
    expect((await fileList(shopId))[0]).toMatchObject({ status: "reading", doneRows: 1_000, errorCount: 0 });
    expect(await count("contacts")).toBe(1_000);
    await readAll();
    expect((await fileList(shopId))[0]).toMatchObject({ status: "done", doneRows: 2_500, errorCount: 0 });
    expect(await count("contacts")).toBe(2_500);
    expect((await contacts()).map(({ first_name }) => first_name)).toContain("First\n2499");
    expect((await pool.query("SELECT content FROM file_jobs")).rows).toEqual([{ content: null }]);
  });

  it("from a German Excel: semicolons, quotes, a mark at the beginning, columns that nobody knows", async () => {
    const file = await imported(
      '\uFEFFE-Mail;First Name;last-name;Country;City;language;tags;shoe size\r\nAda@Example.com;"Ada ""A.""";Müller;de;Köln;de_DE;"vip, early";42\r\n',
    );
    expect(file).toMatchObject({ status: "done", errorCount: 0 });
    expect(await contacts()).toMatchObject([
      {
        email: "ada@example.com",
        first_name: 'Ada "A."',
        last_name: "Müller",
        country: "DE",
        city: "Köln",
        locale: "de-DE",
        tags: ["early", "vip"],
        consent: "NOT_SUBSCRIBED",
      },
    ]);
    const { rows } = await pool.query("SELECT name, data FROM events");
    expect(rows).toEqual([{ name: "contact.imported", data: { fileName: "people.csv" } }]);
  });

  it("never undoes an opt-out that is newer, nor a suppression, and says so", async () => {
    await imported(
      "email,consent,consent_at\nnewer@example.com,unsubscribed,2026-11-10\nolder@example.com,unsubscribed,2026-11-01\n",
      agreed,
    );
    await imported("email,reason,since\nbounced@example.com,bounced,2026-11-02\n", "", "import-suppressions");
    const yes = ["newer", "older", "bounced", "fresh"].map((name) => `${name}@example.com,subscribed,2026-11-05`);
    const file = await imported(`email,consent,consent_at\n${yes.join("\n")}`, agreed);
    expect(file).toMatchObject({ doneRows: 4, errorCount: 0, keptCount: 2 });
    expect(file.report.trim().split("\r\n").slice(1)).toEqual([
      expect.stringMatching(/^2,consent,"?not taken: the person's own word of 10 Nov 2026/),
      expect.stringMatching(/^4,consent,"?not taken: since 2 Nov 2026.* must not be mailed/),
    ]);
    expect((await contacts()).map(({ email, consent }) => `${email}: ${consent}`)).toEqual([
      "bounced@example.com: NOT_SUBSCRIBED",
      "fresh@example.com: SUBSCRIBED",
      "newer@example.com: UNSUBSCRIBED",
      "older@example.com: SUBSCRIBED",
    ]);
  });

  it("stops where it is no CSV any more, and keeps what was read", async () => {
    const file = await imported('email,first_name\na@example.com,A\nb@example.com,"B\nc@example.com,C\n');
    expect(file).toMatchObject({ status: "failed", doneRows: 1, errorCount: 0 });
    expect(file.problems).toMatchObject([{ row: "3", problem: expect.stringMatching(/quotation mark/) }]);
    expect((await contacts()).map(({ email }) => email)).toEqual(["a@example.com"]);
  });

  it("counts an empty row as a row, and takes it for nothing", async () => {
    const file = await imported("email\n\na@example.com\n,\nb\n");
    expect(file).toMatchObject({ doneRows: 4, errorCount: 1 });
    expect(file.problems).toMatchObject([{ row: "5", column: "email" }]);
  });

  it("ends its report when too much is wrong, and counts on", async () => {
    const file = await imported(`email\n${"x\n".repeat(30_000)}`);
    expect(file).toMatchObject({ status: "done", doneRows: 30_000, errorCount: 30_000 });
    expect(file.report.length).toBeLessThan(1_200_000);
    expect(file.report.trim().endsWith('their faults counted."')).toBe(true);
  }, 30_000);

  it("that a row makes fail goes on without that row", async () => {
    await pool.query("ALTER TABLE contacts ADD CONSTRAINT no_eve CHECK (first_name <> 'Eve')");
    try {
      const people = ["Ada", "Eve", "Bob"].map((name) => `${name}@example.com,${name}`);
      const file = await imported(`email,first_name\n${people.join("\n")}\n`);
      expect(file).toMatchObject({ status: "done", doneRows: 3, errorCount: 1 });
      expect(file.problems).toEqual([{ row: "3", column: "", problem: "could not be kept" }]);
      expect((await contacts()).map(({ email }) => email)).toEqual(["ada@example.com", "bob@example.com"]);
    } finally {
      await pool.query("ALTER TABLE contacts DROP CONSTRAINT no_eve");
    }
  });
});

describe("a file that cannot be read at all is not taken", () => {
  it.each<[string, string | Buffer, string, RegExp]>([
    ["empty", "", "file", /empty/],
    ["no column email", "name,city\nAda,Berlin\n", "file", /“email”/],
    ["not UTF-8", Buffer.from("email,name\na@b.example,M\xfcller\n", "latin1"), "file", /UTF-8/],
    ["too large", Buffer.alloc(50 * 1024 * 1024 + 1, "a"), "file", /50 MB/],
    ["no word on how they agreed", "email,consent\na@b.example,subscribed\n", "wording", /how these people agreed/],
  ])("%s", async (_what, content, field, message) => {
    const received = await bring(content);
    expect(received).toEqual({ ok: false, errors: { [field]: expect.stringMatching(message) } });
    expect(await count("file_jobs")).toBe(0);
  });

  it("none was chosen", async () => {
    expect((await receiveFile(shopId, { kind: "import-contacts", wording: "", file: null })).ok).toBe(false);
  });
});

describe("a file of suppressions", () => {
  it("is taken row by row, and twice is once", async () => {
    const rows =
      "email,reason,since\nA@Example.com,bounced,2026-11-01T10:00:00Z\nb@example.com,,\nc@example.com,angry,\nd@example.com,manual,2027-01-01\n";
    for (let time = 0; time < 2; time += 1) {
      const file = await imported(rows, "", "import-suppressions");
      expect(file).toMatchObject({ doneRows: 4, errorCount: 2 });
      expect(file.problems.map(({ row, column }) => `${row} ${column}`)).toEqual(["4 reason", "5 since"]);
    }
    const { rows: known } = await pool.query("SELECT DISTINCT source FROM suppressions WHERE shop_id = $1", [shopId]);
    expect(known).toEqual([{ source: expect.stringMatching(/^the file /) }]);
    const written = String(await buffer(csvText(suppressionRecords(shopId))));
    expect(written.replace("\uFEFF", "").trim().split("\r\n")).toEqual([
      "email,reason,since",
      "a@example.com,bounced,2026-11-01T10:00:00.000Z",
      expect.stringMatching(/^b@example.com,manual,2026-11-23T12:00/),
    ]);
  });
});

describe("the export of contacts", () => {
  it("comes back in as it went out, formulas disarmed", async () => {
    await imported(
      'email,first_name,city,tags,consent,consent_at\n=a@example.com,"=HYPERLINK(""x"")",Köln,"b, a",subscribed,2026-11-05\nb@example.com,,,,,\n',
      agreed,
    );
    const before = await contacts();
    const written = String(await buffer(csvText(contactRecords(shopId, "EUR"))));
    expect(written).toContain("'=a@example.com");
    expect(written).not.toMatch(/(^|,|")=/m);
    await pool.query("TRUNCATE contacts, contact_identities, consent_changes");
    await imported(written, agreed);
    expect((await contacts()).map(({ consent_source: _, ...one }) => one)).toEqual(
      before.map(({ consent_source: _, ...one }) => one),
    );
  });

  it("of 100,000 holds a page in memory, not the file, and leaves merged contacts out", async () => {
    // It has no part in this, and would cost the seed ten seconds.
    await pool.query("DROP INDEX contacts_search_idx");
    await pool.query(
      `INSERT INTO contacts (shop_id, contact_id, email, first_name, created_at, merged_into)
       SELECT $1, gen_random_uuid(), 'p' || n || '@example.com', repeat('x', 100), now(),
         CASE WHEN n <= 100 THEN gen_random_uuid() END FROM generate_series(1, 100100) n`,
      [shopId],
    );
    setFlagsFromString("--expose-gc");
    const collect: () => void = runInNewContext("gc");
    const used = () => {
      collect();
      const { heapUsed, arrayBuffers } = process.memoryUsage();
      return heapUsed + arrayBuffers;
    };
    const before = used();
    let [bytes, lines, peak, seen] = [0, 0, 0, 0];
    for await (const chunk of csvText(contactRecords(shopId, "EUR"))) {
      bytes += chunk.length;
      for (const byte of chunk) if (byte === 10) lines += 1;
      if (bytes - seen > 4_000_000) {
        peak = Math.max(peak, used() - before);
        seen = bytes;
      }
    }
    expect(lines).toBe(100_001);
    expect(bytes).toBeGreaterThan(15_000_000);
    expect(peak).toBeLessThan(6_000_000);
  }, 60_000);
});
