import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { html, trusted } from "../../sandbox/html";

describe("html", () => {
  it("lets no string become markup, in text or in a quoted attribute", () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const { markup } = html`<a title="${text}">${text}</a>`;
        expect(markup).toMatch(/^<a title="[^<>"']*">[^<>"']*<\/a>$/);
      }),
    );
  });

  it("keeps markup as it is, joins lists and leaves nothing for null and false", () => {
    expect(html`<ul>${[html`<li>1</li>`, trusted("<li>2</li>")]}${null}${false}</ul>`.markup).toBe(
      "<ul><li>1</li><li>2</li></ul>",
    );
  });
});
