import { describe, expect, it } from "vitest";
import { checkoutAbandonment } from "~/workflows/presets/checkout-abandonment";
import { problemsOf } from "~/workflows/validate";

const sends = checkoutAbandonment.steps.filter((step) => step.kind === "send");

/** The preset with its sends changed. */
const withSends = (changes: Partial<(typeof sends)[number]>) => ({
  ...checkoutAbandonment,
  steps: checkoutAbandonment.steps.map((step) => (step.kind === "send" ? { ...step, ...changes } : step)),
});

describe("a transactional mail", () => {
  it("may not carry promotion", () => {
    const promoting = withSends({ class: "transactional", recommendations: 1 });
    expect(problemsOf(promoting)).toEqual(
      sends.map(({ name }) => ({
        place: name,
        reason: "a transactional mail may not recommend products: that is marketing",
      })),
    );
  });

  it("without any, and marketing with some, are in order", () => {
    expect(problemsOf(withSends({ class: "transactional", recommendations: 0 }))).toEqual([]);
    expect(problemsOf(withSends({ class: "marketing", recommendations: 3 }))).toEqual([]);
  });
});
