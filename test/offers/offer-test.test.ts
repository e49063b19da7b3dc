import { describe, expect, it } from "vitest";
import { isWithoutCodes, offerEffect, type TestGroup } from "~/offers/offer-test";

/** Numbers in [0, 1) that are the same in every run: mulberry32. */
function chance(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

interface Tally {
  contacts: number;
  buyers: number;
  sum: number;
  squares: number;
}

/** A test that is looked at after every hundred contacts, as long as nothing is clear. Returns the first clear word. */
function lookOnAndOn(seed: number, rate: { with: number; without: number }, paid: { with: number; without: number }) {
  const next = chance(seed);
  const empty = (): Tally => ({ contacts: 0, buyers: 0, sum: 0, squares: 0 });
  const tally = { with: empty(), without: empty() };
  for (let seen = 1; seen <= 6_000; seen++) {
    const arm = next() < 0.1 ? "without" : "with";
    const amount = next() < rate[arm] ? paid[arm] : 0;
    tally[arm].contacts++;
    tally[arm].buyers += amount > 0 ? 1 : 0;
    tally[arm].sum += amount;
    tally[arm].squares += amount ** 2;
    if (seen % 100 > 0) continue;
    const effect = offerEffect({ withCode: groupOf(tally.with), without: groupOf(tally.without) });
    if (effect && effect.verdict !== "open") return effect.verdict;
  }
  return "open";
}

function groupOf({ contacts, buyers, sum, squares }: Tally): TestGroup {
  const mean = sum / Math.max(1, contacts);
  return { contacts, buyers, mean, variance: squares / Math.max(1, contacts) - mean ** 2 };
}

const runs = (count: number, rate: { with: number; without: number }, paid: { with: number; without: number }) =>
  Array.from({ length: count }, (_, seed) => lookOnAndOn(seed + 1, rate, paid));

describe("a test of what codes bring", () => {
  it("is wrong about codes that change nothing in at most 5 of 100 shops, however often they look", () => {
    const words = runs(200, { with: 0.3, without: 0.3 }, { with: 5_000, without: 5_000 });
    expect(words.filter((word) => word !== "open").length).toBeLessThanOrEqual(10);
  });

  it("finds codes that cost more than they bring, and codes that pay, and never takes one for the other", () => {
    const lost = runs(40, { with: 0.5, without: 0.5 }, { with: 3_500, without: 5_000 });
    expect(lost.filter((word) => word === "costs").length).toBeGreaterThan(36);
    const won = runs(40, { with: 0.4, without: 0.2 }, { with: 4_500, without: 5_000 });
    expect(won.filter((word) => word === "pays").length).toBeGreaterThan(36);
    expect([...lost].includes("pays") || won.includes("costs")).toBe(false);
  });

  it("says nothing of fewer than a hundred", () => {
    const group = { contacts: 500, buyers: 250, mean: 1_000, variance: 100 };
    expect(offerEffect({ withCode: group, without: { ...group, contacts: 99, mean: 9_000 } })).toBeNull();
  });

  it("leaves the same contacts without in every workflow, about as many as was said", () => {
    const ids = Array.from({ length: 5_000 }, (_, n) => `contact-${n}`);
    const chosen = ids.filter((id) => isWithoutCodes(id, 10));
    expect(chosen.length).toBeGreaterThan(420);
    expect(chosen.length).toBeLessThan(580);
    expect(chosen.every((id) => isWithoutCodes(id, 20))).toBe(true);
    expect(ids.some((id) => isWithoutCodes(id, 0))).toBe(false);
  });
});
