import fc from "fast-check";
import { expect, test } from "vitest";
import { brandOf } from "~/content/brand";
import { contrast, lookOf } from "~/content/look";

const color = fc.integer({ min: 0, max: 0xffffff }).map((value) => `#${value.toString(16).padStart(6, "0")}`);

test("contrast is WCAG's: 21 for black on white, 1 for a colour on itself, 4.54 for #767676 on white", () => {
  expect(contrast("#000000", "#ffffff")).toBeCloseTo(21);
  expect(contrast("#336699", "#336699")).toBe(1);
  expect(contrast("#ffffff", "#767676")).toBeCloseTo(4.54, 2);
});

test("every text of every brand can be read, in light and in dark", () => {
  fc.assert(
    fc.property(color, color, color, (primary, text, background) => {
      const look = lookOf(brandWith({ primary, text, background }));
      for (const { page, card, tint, ink, muted, pageInk, pageMuted, button, onButton } of [look.light, look.dark]) {
        const pairs = [
          [ink, card],
          [muted, card],
          [muted, tint],
          [pageInk, page],
          [pageMuted, page],
          [onButton, button],
          [look.onPrimary, look.primary],
        ] as const;
        // Black or white reaches 4.5 on any colour but a narrow band of greys, where #111111 gives 4.3.
        for (const [front, back] of pairs) expect(contrast(front, back)).toBeGreaterThan(4.3);
      }
    }),
  );
});

test("a button is a button on every card: nearly white gives way in light, nearly black in dark", () => {
  expect(lookOf(brandWith({ primary: "#fdfdfd" })).light.button).toBe("#23211e");
  expect(lookOf(brandWith({ primary: "#1b1b3a" })).dark.button).toBe("#f2f1ef");
  expect(lookOf(brandWith({ primary: "#f2c14e" })).light).toMatchObject({ button: "#f2c14e", onButton: "#111111" });
});

function brandWith(colors: { primary?: string; text?: string; background?: string }) {
  return brandOf({
    name: "A shop",
    domain: "a-shop.myshopify.com",
    storefrontUrl: null,
    senderName: null,
    postalAddress: null,
    brand: { colors },
  });
}
