import fc from "fast-check";
import { expect, test } from "vitest";
import { open, seal, UnreadableSecret } from "~/delivery/secret";

const shopId = fc.integer({ min: 1, max: 2 ** 31 - 1 });

test("what is sealed opens for its shop, and nowhere shows", () => {
  fc.assert(
    fc.property(shopId, fc.string({ unit: "binary" }), (shop, secret) => {
      const sealed = seal(shop, secret);
      expect(open(shop, sealed)).toBe(secret);
      if (secret.length > 3) expect(sealed).not.toContain(secret);
    }),
  );
});

test("the same secret is sealed differently each time", () => {
  expect(seal(1, "SG.secret")).not.toBe(seal(1, "SG.secret"));
});

test("another shop cannot open it", () => {
  fc.assert(
    fc.property(shopId, shopId, (shop, other) => {
      fc.pre(shop !== other);
      expect(() => open(other, seal(shop, "SG.secret"))).toThrow(UnreadableSecret);
    }),
  );
});

test("a changed byte, anywhere, is noticed", () => {
  fc.assert(
    fc.property(fc.nat(), fc.integer({ min: 1, max: 255 }), (place, change) => {
      const bytes = Buffer.from(seal(1, "SG.secret").slice(3), "base64url");
      const index = place % bytes.length;
      bytes.writeUInt8(bytes.readUInt8(index) ^ change, index);
      expect(() => open(1, `v1.${bytes.toString("base64url")}`)).toThrow(UnreadableSecret);
    }),
  );
});

test("anything else is refused, in words that say what to do", () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      expect(() => open(1, text)).toThrow(UnreadableSecret);
      expect(() => open(1, `v1.${text}`)).toThrow(UnreadableSecret);
    }),
  );
  expect(() => open(7, "v1.")).toThrow(/shop 7.*enter it again/);
});
