import fc from "fast-check";
import { expect, test } from "vitest";
import { readDestination, storedDestination } from "~/delivery/destination";

test("what is stored is read back, whatever the product's id", () => {
  fc.assert(
    fc.property(
      fc.webUrl({ withQueryParameters: true }),
      fc.option(fc.stringMatching(/^\d{1,20}$/)),
      (text, productId) => {
        const url = new URL(text).href;
        expect(readDestination(storedDestination(url, productId ?? undefined))).toEqual({ url, productId });
      },
    ),
  );
});

test("whatever is stored, nothing leads anywhere but to the web", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), (stored) => {
      const { url } = readDestination(stored);
      if (url !== null) expect(new URL(url).protocol).toMatch(/^https?:$/);
    }),
  );
  for (const stored of ["javascript:alert(1)", "1 data:text/html,x", "//evil.example", "https://", ""]) {
    expect(readDestination(stored).url).toBeNull();
  }
});
