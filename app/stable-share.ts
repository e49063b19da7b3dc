import { createHash } from "node:crypto";

/**
 * An even number in [0, 1) for a contact under a salt, always the same one: the first 48 bits of SHA-256. By it somebody
 * belongs to a group of an experiment without a row that says so.
 */
export function stableShare(salt: string, contactId: string): number {
  return createHash("sha256").update(`${salt}/${contactId}`).digest().readUIntBE(0, 6) / 2 ** 48;
}
