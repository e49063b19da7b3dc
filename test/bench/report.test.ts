import { expect, it } from "vitest";
import { figure, median, table } from "../../bench/report";

it("the median is the middle one, or the mean of the two in the middle", () => {
  expect(median([9, 1, 5])).toBe(5);
  expect(median([9, 1, 5, 7])).toBe(6);
});

it("a figure keeps three digits, and all before the point", () => {
  expect([12_345.6, 123.4, 12.34, 1.234, 0.12345, 0].map(figure)).toEqual([
    "12,346",
    "123",
    "12.3",
    "1.23",
    "0.123",
    "0.00",
  ]);
});

it("a missed aim is printed, and what has none is not judged", () => {
  const row = { ours: "3", limit: "1", ratio: "3.00", aim: "≤ 2" };
  const lines = table([
    { what: "slow", ...row, isMet: false },
    { what: "good", ...row, isMet: true },
    { what: "told", ...row, isMet: null },
  ]).split("\n");
  expect(lines.map((line) => line.split(/\s{2,}/).at(-1))).toEqual(["aim", "missed", "met", "≤ 2"]);
});
