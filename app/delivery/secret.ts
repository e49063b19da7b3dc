import { createCipheriv, createDecipheriv, randomBytes } from "node:crypto";
import { derivedKey } from "~/derived-key.server";

const PREFIX = "v1.";
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/** A sealed secret that was changed, belongs to another shop, or was sealed under another WAYPOST_SECRET. */
export class UnreadableSecret extends Error {
  override readonly name = "UnreadableSecret";
}

/**
 * Encrypts a shop's secret for the database with AES-256-GCM. The shop's id is bound in as associated
 * data: a row copied to another shop does not open there.
 */
export function seal(shopId: number, secret: string): string {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv("aes-256-gcm", derivedKey("waypost/sendgrid-key/v1"), nonce);
  cipher.setAAD(associatedData(shopId));
  const sealed = Buffer.concat([nonce, cipher.update(secret, "utf8"), cipher.final(), cipher.getAuthTag()]);
  return PREFIX + sealed.toString("base64url");
}

/** What `seal` was given. Throws UnreadableSecret. */
export function open(shopId: number, sealed: string): string {
  const bytes = Buffer.from(sealed.slice(PREFIX.length), "base64url");
  if (!sealed.startsWith(PREFIX) || bytes.length < NONCE_BYTES + TAG_BYTES) throw unreadable(shopId);
  const decipher = createDecipheriv(
    "aes-256-gcm",
    derivedKey("waypost/sendgrid-key/v1"),
    bytes.subarray(0, NONCE_BYTES),
    {
      authTagLength: TAG_BYTES,
    },
  );
  decipher.setAAD(associatedData(shopId));
  decipher.setAuthTag(bytes.subarray(-TAG_BYTES));
  try {
    return decipher.update(bytes.subarray(NONCE_BYTES, -TAG_BYTES), undefined, "utf8") + decipher.final("utf8");
  } catch (error) {
    throw unreadable(shopId, error);
  }
}

function associatedData(shopId: number): Buffer {
  return Buffer.from(`shop:${shopId}`);
}

function unreadable(shopId: number, cause?: unknown): UnreadableSecret {
  return new UnreadableSecret(
    `The stored secret of shop ${shopId} cannot be read. Was WAYPOST_SECRET changed? The merchant must enter it again.`,
    { cause },
  );
}
