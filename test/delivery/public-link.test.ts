import fc from "fast-check";
import { expect, test } from "vitest";
import { linkToken, type PublicLink, parseLinkToken, unsubscribeUrl } from "~/delivery/public-link";

const whose = { shopId: fc.integer({ min: 1, max: 2 ** 31 - 1 }), id: fc.uuid({ version: [4, 7] }) };
const plain = fc.record({ purpose: fc.constantFrom("unsubscribe" as const, "preferences" as const), ...whose });
const answer = fc.record({
  purpose: fc.constant("answer" as const),
  answer: fc.stringMatching(/^[a-z][a-z0-9-]{0,39}$/),
  ...whose,
});
const link: fc.Arbitrary<PublicLink> = fc.oneof(plain, answer);

test("a link comes back as it was, from characters that need no escaping", () => {
  fc.assert(
    fc.property(link, (link) => {
      const token = linkToken(link);
      expect(token).toMatch(link.purpose === "answer" ? /^[\w-]{74,126}$/ : /^[\w-]{72}$/);
      expect(parseLinkToken(token)).toEqual(link);
    }),
  );
});

test("a changed character, anywhere, makes it nobody's link", () => {
  fc.assert(
    fc.property(link, fc.nat(), fc.constantFrom(..."ABCabc019-_"), (link, place, letter) => {
      const token = linkToken(link);
      const index = place % token.length;
      fc.pre(token[index] !== letter);
      expect(parseLinkToken(token.slice(0, index) + letter + token.slice(index + 1))).toBeNull();
    }),
  );
});

test("a part of one link and a part of another make none", () => {
  fc.assert(
    fc.property(link, link, fc.integer({ min: 1, max: 71 }), (one, other, cut) => {
      const mixed = linkToken(one).slice(0, cut) + linkToken(other).slice(cut);
      fc.pre(mixed !== linkToken(one) && mixed !== linkToken(other));
      expect(parseLinkToken(mixed)).toBeNull();
    }),
  );
});

test("cut, padded, spelt otherwise or made up: null, never an error", () => {
  fc.assert(
    fc.property(link, (link) => {
      const token = linkToken(link);
      for (const other of [token.slice(0, -1), `${token}A`, `${token}=`, `${token}\n`, ` ${token}`, `${token}.`]) {
        expect(parseLinkToken(other)).toBeNull();
      }
    }),
  );
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), (text) => {
      expect(parseLinkToken(text)).toBeNull();
    }),
  );
});

test("the unsubscribe address is this app's, and leads to its message", () => {
  const id = "01932b5e-7c3a-7d6e-9f00-0123456789ab";
  const url = new URL(unsubscribeUrl(42, id));
  expect(url.origin).toBe("http://localhost:4101");
  expect(parseLinkToken(url.pathname.slice("/u/".length))).toEqual({ purpose: "unsubscribe", shopId: 42, id });
});
