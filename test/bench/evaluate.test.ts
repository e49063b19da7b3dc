import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { evaluateCrossSell } from "../../bench/evaluate/cross-sell";
import { writeMadeClicks } from "../../bench/evaluate/made-sessions";
import { evaluateSessions } from "../../bench/evaluate/sessions";

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "waypost-evaluate-"));
});
afterAll(() => rm(folder, { recursive: true }));

const start = Date.UTC(2026, 0, 1) / 1_000;

/** Two sessions an hour for a month: each walks along one of forty chains of products, from one of five places in it. */
const clicks = Array.from({ length: 2 * 24 * 30 }, (_, session) =>
  Array.from({ length: 4 }, (_, view) => ({
    session: session + 1,
    product: 1_000 + ((session * 7) % 40) * 10 + (Math.floor(session / 40) % 5) + view,
    at: start + session * 1_800 + view * 20,
  })),
).flat();
type Click = (typeof clicks)[number];

const iso = ({ at }: Click) => new Date(at * 1_000).toISOString();
const formats: [name: string, file: string, header: string, row: (click: Click) => string][] = [
  [
    "RetailRocket",
    "events.csv",
    "timestamp,visitorid,event,itemid,transactionid",
    (one) => `${one.at * 1_000},${one.session},view,${one.product},`,
  ],
  ["YOOCHOOSE", "yoochoose-clicks.dat", "", (one) => `${one.session},${iso(one)},${one.product},0`],
  [
    "Diginetica",
    "train-item-views.csv",
    "sessionId;userId;itemId;timeframe;eventdate",
    (one) => `${one.session};NA;${one.product};${(one.at % 86_400) * 1_000};${iso(one).slice(0, 10)}`,
  ],
  [
    "Prepared sessions",
    "prepared.txt",
    "SessionId\tItemId\tTime",
    (one) => `${one.session}\t${one.product}\t${one.at}`,
  ],
];

describe("the evaluation of sessions", () => {
  it.each(formats)("reads %s as it is published, and foretells what follows", async (name, file, header, row) => {
    const path = join(folder, file);
    // In no order, as some files are.
    const rows = clicks.toSorted((a, b) => (a.product % 13) - (b.product % 13)).map(row);
    await writeFile(path, [...(header ? [header] : []), ...rows].join("\n"));
    const [found] = await evaluateSessions(folder, path, undefined, 1);
    if (!found || "skipped" in found) throw new Error("nothing was evaluated");
    expect(found.note).toContain(name);
    expect(found.ours[0]).toBeGreaterThan(0.95);
    expect(found.ours[1]).toBeGreaterThan(0.3);
  });

  it("finds the published files in the data folder, and says so where there are none", async () => {
    expect(await evaluateSessions(folder, undefined, undefined, 1)).toHaveLength(3);
    expect(await evaluateSessions(join(folder, "nowhere"), undefined, undefined, undefined)).toMatchObject([
      { skipped: expect.stringContaining("--sessions") },
    ]);
  });

  it("foretells better than the published methods on the same split of a made-up store", async () => {
    const path = join(folder, "made.dat");
    await writeMadeClicks(path, 50_000);
    const [found] = await evaluateSessions(folder, path, undefined, 1);
    if (!found || "skipped" in found) throw new Error("nothing was evaluated");
    // Both figures together: some hundred predictions are few for each alone.
    const worth = ([hitRate = 0, mrr = 0]: readonly number[]) => hitRate + mrr;
    const others = found.references.filter(({ name }) => name.endsWith("run here"));
    expect(others).toHaveLength(2);
    for (const { name, values } of others) {
      expect(worth(values), name).toBeGreaterThan(0.9);
      expect(worth(found.ours), name).toBeGreaterThan(worth(values) + 0.01);
    }
  });

  it("refuses a file of another format, by its first line", async () => {
    const path = join(folder, "other.csv");
    await writeFile(path, "a,b,c\n1,2,3\n");
    await expect(evaluateSessions(folder, path, undefined, undefined)).rejects.toThrow('begins with "a,b,c"');
  });
});

it("cross-sell is not evaluated without the data, and says where it looked", async () => {
  expect(await evaluateCrossSell(folder, undefined)).toMatchObject([{ skipped: expect.stringContaining(folder) }]);
});
