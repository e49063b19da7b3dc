import { text } from "node:stream/consumers";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { cellText, csvRecords, csvText, delimiterOf, UnreadableCsv } from "~/csv";

async function read(bytes: Buffer, pieces: number[] = []): Promise<string[][]> {
  const cuts = [0, ...pieces.map((cut) => cut % (bytes.length + 1)).sort((a, b) => a - b), bytes.length];
  const chunks = cuts.slice(1).map((end, index) => bytes.subarray(cuts[index], end));
  const records: string[][] = [];
  for await (const { cells } of csvRecords(chunks, ",")) records.push([...cells]);
  return records;
}

// Line breaks in a cell come back as they are; a lone \r is one too.
const cell = fc.string({ unit: "grapheme", maxLength: 12 }).map((value) => value.trim());
const record = fc.array(cell, { minLength: 2, maxLength: 4 });

describe("CSV", () => {
  it("that we wrote reads back the same, however its bytes are cut", async () => {
    const plain = fc.array(record, { minLength: 1, maxLength: 8 });
    await fc.assert(
      fc.asyncProperty(plain, fc.array(fc.nat(), { maxLength: 5 }), async (records, pieces) => {
        const written = Buffer.from(await text(csvText(records)));
        const back = (await read(written, pieces)).map((cells) => cells.map(cellText));
        // The apostrophe of somebody's own before a formula's sign is taken for ours.
        expect(back).toEqual(records.map((cells) => cells.map(cellText)));
      }),
      { numRuns: 200 },
    );
  });

  it("goes on where it stopped, from any record", async () => {
    const bytes = Buffer.from('\uFEFFa,b\r\n1,"two\r\nlines, ö"\n\n3,"4 ""quoted"""\r\n5,6');
    const all: { cells: readonly string[]; endsAt: number }[] = [];
    for await (const one of csvRecords([bytes], ",")) all.push(one);
    expect(all.map(({ cells }) => cells)).toEqual([
      ["a", "b"],
      ["1", "two\r\nlines, ö"],
      [""],
      ["3", '4 "quoted"'],
      ["5", "6"],
    ]);
    for (const [index, { endsAt }] of all.entries()) {
      expect(await read(bytes.subarray(endsAt))).toEqual(all.slice(index + 1).map(({ cells }) => cells));
    }
  });

  it("gives a spreadsheet no formula", async () => {
    const written = await text(csvText([["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "plain"]]));
    expect(
      written
        .replace("\uFEFF", "")
        .trim()
        .split(",")
        .every((one) => /^['p]/.test(one)),
    ).toBe(true);
  });

  it("ends with what was read when a quotation mark is never closed", async () => {
    await expect(read(Buffer.from(`a,b\n1,"2\n${"3,4\n".repeat(20_000)}`))).rejects.toThrow(UnreadableCsv);
    await expect(read(Buffer.from('a,b\n1,"2\n'))).rejects.toThrow(UnreadableCsv);
  });

  it.each([
    ["email;first_name;city, country", ";"],
    ["email,first_name", ","],
    ["email\tname", "\t"],
    ["email", ","],
  ])("is told by its header: %s", (header, delimiter) => expect(delimiterOf(header)).toBe(delimiter));
});
