import { generateKeyPairSync } from "node:crypto";
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { isSignedBySendgrid, sendgridKey } from "~/events/sendgrid-signature";
import { keyPair } from "./a-sendgrid-account";

interface Vector {
  readonly public_key: string;
  readonly signature: string;
  readonly timestamp: string;
  readonly rawBody: string;
}

const { vectors }: { vectors: Vector[] } = JSON.parse(
  readFileSync(new URL("../fixtures/sendgrid-eventwebhook-signature.json", import.meta.url), "utf8"),
);

describe("SendGrid's own examples", () => {
  it("are two", () => expect(vectors).toHaveLength(2));

  describe.each(vectors)("signed at $timestamp", ({ public_key, signature, timestamp, rawBody }) => {
    const key = sendgridKey(public_key);
    const body = Buffer.from(rawBody);

    it("is SendGrid's", () => expect(isSignedBySendgrid(key, timestamp, body, signature)).toBe(true));

    it("is not, once anything is changed: body, line break, time, signature, key", () => {
      expect(isSignedBySendgrid(key, timestamp, Buffer.from(rawBody.replace("event", "Event")), signature)).toBe(false);
      expect(isSignedBySendgrid(key, timestamp, Buffer.from(rawBody.trimEnd()), signature)).toBe(false);
      expect(isSignedBySendgrid(key, String(Number(timestamp) + 1), body, signature)).toBe(false);
      expect(isSignedBySendgrid(key, timestamp, body, signature.replace(/^..../, "AAAA"))).toBe(false);
      expect(isSignedBySendgrid(key, timestamp, body, "no signature at all")).toBe(false);
      expect(isSignedBySendgrid(sendgridKey(keyPair().publicKey), timestamp, body, signature)).toBe(false);
    });
  });
});

it("takes no key on another curve, and nothing that is no key", () => {
  expect(() => sendgridKey("bm9uZQ==")).toThrow();
  const other = generateKeyPairSync("ec", { namedCurve: "P-384" }).publicKey.export({ type: "spki", format: "der" });
  expect(() => sendgridKey(other.toString("base64"))).toThrow("P-256");
});
