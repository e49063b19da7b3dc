import { currencyDigits } from "~/events/money";
import type { Incentive } from "~/workflows/definition";

/** A mail's offer as its form shows it: every field a text. */
export interface OfferForm {
  readonly offerKind: string;
  readonly code: string;
  readonly offer: string;
  readonly offBy: string;
  readonly off: string;
  readonly minimum: string;
  readonly validDays: string;
  readonly whenMintFails: string;
  readonly onlyIn: string;
  /** ISO 4217: what amounts are in. */
  readonly currency: string;
}

/** What the form begins with; a code of one's own at ten per cent and three days. */
export function offerForm(incentive: Incentive | undefined, currency: string): OfferForm {
  const decimal = (minor: number | undefined) =>
    minor === undefined ? "" : String(minor / 10 ** currencyDigits(currency));
  const empty = { code: "", offer: "", offBy: "percent", off: "10", minimum: "", validDays: "3" };
  const form = { ...empty, offerKind: "none", whenMintFails: "send-without", onlyIn: "", currency };
  if (!incentive) return form;
  const onlyIn = incentive.onlyIn?.join(", ") ?? "";
  if (incentive.kind !== "unique") {
    return { ...form, offerKind: "shared", code: incentive.code, offer: incentive.offer, onlyIn };
  }
  const { percent, amountMinor, minimumMinor, validFor, whenMintFails } = incentive;
  return {
    ...form,
    offerKind: "unique",
    offBy: percent === undefined ? "amount" : "percent",
    off: percent === undefined ? decimal(amountMinor) : String(percent),
    minimum: decimal(minimumMinor),
    validDays: String(Math.max(1, Math.ceil((validFor.days ?? 0) + (validFor.hours ?? 0) / 24))),
    whenMintFails,
    onlyIn,
  };
}
