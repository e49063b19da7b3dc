import { formatMoney } from "~/events/money";
import type { Incentive } from "../definition";
import { durationText } from "../duration";

/** What an offer gives, in a merchant's words: "10 % off orders from €50.00". */
export function offerTitle(incentive: Incentive, currency: string): string {
  if (incentive.kind !== "unique") return incentive.offer;
  const { percent, amountMinor, minimumMinor } = incentive;
  const off = percent === undefined ? formatMoney(amountMinor ?? 0, currency, "en") : `${percent} %`;
  return minimumMinor === undefined
    ? `${off} off`
    : `${off} off orders from ${formatMoney(minimumMinor, currency, "en")}`;
}

/** All that is set of an offer. */
export function offerWords(incentive: Incentive, currency: string): string {
  const where = incentive.onlyIn ? `, only in ${incentive.onlyIn.join(", ")}` : "";
  if (incentive.kind !== "unique") return `${incentive.offer}, with the code ${incentive.code}${where}`;
  const failing = incentive.whenMintFails === "defer" ? "the mail waits" : "the mail goes without";
  const valid = durationText(incentive.validFor);
  return `${offerTitle(incentive, currency)}, with a code of one's own for ${valid}${where}; without a code ${failing}`;
}
