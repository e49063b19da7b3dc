import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { Readable } from "node:stream";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import fc from "fast-check";
import { expect, it } from "vitest";
import { FileGoneError, type JsonlFamily, readJsonl } from "~/admin-api/read-jsonl";
import { jsonl, serveFile } from "./served-file";

interface Thing {
  readonly id: string;
  readonly name?: string;
}

async function all(url: string, fromByte = 0): Promise<JsonlFamily<Thing, Thing>[]> {
  const families: JsonlFamily<Thing, Thing>[] = [];
  for await (const family of readJsonl<Thing, Thing>(url, fromByte)) families.push(family);
  return families;
}

const lines = [
  { id: "p1", name: "Bouclé Cushion" },
  { id: "v1", __parentId: "p1" },
  { id: "m1", __parentId: "v1" },
  { id: "p2", name: "日本の皿" },
  { id: "p3" },
  { id: "v3", __parentId: "p3" },
];

it("gives each thing with all that belongs to it, however deep", async () => {
  const file = await serveFile(jsonl(lines).trimEnd());
  expect(await all(file.url)).toMatchObject([
    { root: { id: "p1", name: "Bouclé Cushion" }, children: [{ id: "v1" }, { id: "m1", __parentId: "v1" }], lines: 3 },
    { root: { id: "p2", name: "日本の皿" }, children: [], lines: 1 },
    { root: { id: "p3" }, children: [{ id: "v3" }], lines: 2, endByte: Buffer.byteLength(jsonl(lines)) - 1 },
  ]);
  await file.close();
});

it("goes on after any thing, by a range or, where none is served, by passing over", async () => {
  const families = fc.array(fc.record({ name: fc.string({ unit: "grapheme" }), parts: fc.nat(3) }), { maxLength: 12 });
  await fc.assert(
    fc.asyncProperty(families, fc.boolean(), async (told, ranges) => {
      const content = jsonl(
        told.flatMap(({ name, parts }, index) => [
          { id: `p${index}`, name },
          ...Array.from({ length: parts }, (_, part) => ({ id: `v${index}-${part}`, __parentId: `p${index}` })),
        ]),
      );
      const file = await serveFile(content, { ranges });
      const whole = await all(file.url);
      expect(whole.map(({ root }) => root.name)).toEqual(told.map(({ name }) => name));
      for (const [index, { endByte }] of whole.entries()) {
        expect(await all(file.url, endByte)).toEqual(whole.slice(index + 1));
      }
      await file.close();
    }),
    { numRuns: 25 },
  );
});

it("says when the address is void, when the server is in trouble, and when the file is cut short", async () => {
  const gone = await serveFile("", { status: 403 });
  await expect(all(gone.url)).rejects.toBeInstanceOf(FileGoneError);
  const troubled = await serveFile("", { status: 503 });
  await expect(all(troubled.url)).rejects.toThrow("answered 503");
  const cut = await serveFile(jsonl(lines));
  cut.breakAfter(60);
  await expect(all(cut.url)).rejects.toThrow();
  for (const file of [gone, troubled, cut]) await file.close();
});

it("refuses a file whose parts are not with their thing", async () => {
  const file = await serveFile(jsonl([{ id: "p1" }, { id: "p2" }, { id: "v1", __parentId: "p1" }]));
  await expect(all(file.url)).rejects.toThrow("The file names v1 apart from p1");
  await file.close();
});

it("keeps memory flat over a file of any length", async () => {
  const collect = garbageCollector();
  const THINGS = 200_000;
  const server = createServer((_request, response) => {
    Readable.from(
      (function* () {
        for (let index = 0; index < THINGS; index += 100) {
          const part = Array.from({ length: 100 }, (_, offset) => ({
            id: `p${index + offset}`,
            name: "x".repeat(300),
          }));
          yield jsonl(part);
        }
      })(),
    ).pipe(response);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  collect();
  const before = process.memoryUsage().heapUsed;
  let most = before;
  let read = 0;
  for await (const { root } of readJsonl<Thing, Thing>(url, 0)) {
    read += root.id ? 1 : 0;
    if (read % 40_000 === 0) {
      collect();
      most = Math.max(most, process.memoryUsage().heapUsed);
    }
  }
  expect(read).toBe(THINGS);
  expect((most - before) / 2 ** 20).toBeLessThan(20);
  await new Promise((resolve) => server.close(resolve));
});

/** What lives is what counts; garbage says only when it was last collected. */
function garbageCollector(): () => void {
  setFlagsFromString("--expose-gc");
  return runInNewContext("gc");
}
