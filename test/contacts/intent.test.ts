import { describe, expect, it } from "vitest";
import { type IntentSignalName, intentHalfLifeDays, intentScore, intentWindowDays } from "~/contacts/intent";

const at = new Date("2026-11-23T12:00:00Z");
const signal = (name: IntentSignalName, daysAgo: number) => ({
  name,
  at: new Date(at.getTime() - daysAgo * 86_400_000),
  what: null,
});

describe("intent", () => {
  it("halves with every half-life", () => {
    for (const lives of [0, 1, 2, 3]) {
      const { score } = intentScore([signal("product.viewed", lives * intentHalfLifeDays)], at);
      expect(score).toBeCloseTo(0.5 ** lives, 10);
    }
  });

  it("says what made it, the heaviest first, and its parts sum up to it", () => {
    const { score, signals, level } = intentScore(
      [signal("product.viewed", 2), signal("checkout.updated", 1), signal("product.viewed", 30)],
      at,
    );
    expect(signals.map(({ name }) => name)).toEqual(["checkout.updated", "product.viewed", "product.viewed"]);
    expect(signals.reduce((sum, { points }) => sum + points, 0)).toBeCloseTo(score, 10);
    expect(level).toBe("high");
  });

  it("knows neither the future nor what is long gone", () => {
    expect(intentScore([signal("product.carted", -1), signal("product.carted", intentWindowDays + 1)], at)).toEqual({
      score: 0,
      level: "none",
      signals: [],
    });
  });

  it("cools down level by level", () => {
    const levels = [0, 8, 25, 45].map((days) => intentScore([signal("checkout.updated", days)], at).level);
    expect(levels).toEqual(["high", "medium", "low", "none"]);
  });
});
