import fc from "fast-check";
import { expect, test } from "vitest";
import { colorAdvice } from "~/content/color-advice";
import { contrast } from "~/content/look";

const fine = { primary: "#234a3f", text: "#23211e", background: "#f5f2ec" };
const color = fc.integer({ min: 0, max: 0xffffff }).map((value) => `#${value.toString(16).padStart(6, "0")}`);

test("colours that can be read are called so", () => {
  expect(Object.values(colorAdvice(fine)).map(({ kind }) => kind)).toEqual(["fine", "fine", "fine"]);
});

test("a weak colour keeps its hue in what is suggested for it", () => {
  const { primary, text } = colorAdvice({ ...fine, primary: "#ffd84d", text: "#8fa8c8" });
  expect(primary).toMatchObject({ kind: "corrected", better: "#b38c00" });
  expect(text).toMatchObject({ kind: "refused", text: "Too weak to read on white: 2.4 : 1 where 4.5 : 1 is needed." });
});

test("whatever is suggested is strong enough, and no text is let through that is not", () => {
  fc.assert(
    fc.property(color, color, color, (primary, text, background) => {
      const advice = colorAdvice({ primary, text, background });
      expect(advice.text.kind === "fine").toBe(contrast(text, "#ffffff") >= 4.5);
      if (advice.text.kind !== "fine") expect(contrast(advice.text.better, "#ffffff")).toBeGreaterThanOrEqual(4.5);
      if (advice.primary.kind !== "fine") expect(contrast(advice.primary.better, "#ffffff")).toBeGreaterThanOrEqual(3);
      if (advice.background.kind !== "fine") {
        expect(contrast(advice.background.better, text)).toBeGreaterThanOrEqual(4.5);
      }
    }),
    { numRuns: 2_000 },
  );
});
