import { randomInt } from "node:crypto";

/** Without what is read as another: no 0, O, 1, I, L. */
const letters = "ABCDEFGHJKMNPQRSTUVWXYZ23456789";

/** A code that nobody guesses (49 bits) and everybody can type: "K7QMA-4TRX9". */
export function newCode(): string {
  const part = () => Array.from({ length: 5 }, () => letters[randomInt(letters.length)]).join("");
  return `${part()}-${part()}`;
}
