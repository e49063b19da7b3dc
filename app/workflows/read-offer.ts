import { z } from "zod";
import { minorUnits } from "~/events/money";
import type { Incentive } from "./definition";

/** A sum as a merchant writes it: "10", "12.50". */
const sum = (what: string) =>
  z
    .string()
    .trim()
    .regex(/^(\d{1,7}([.,]\d{1,3})?)?$/, `${what} is an amount, as in 10 or 12.50.`)
    .transform((text) => text.replace(",", "."))
    .default("");

/** The fields of a mail's offer, as its form sends them. */
export const offerFields = {
  /** Without it, as in forms of former days, it is the merchant's own code, or none. */
  offerKind: z.enum(["none", "shared", "unique"]).default("shared"),
  code: z.string().trim().max(60, "A code has at most 60 characters.").default(""),
  offer: z.string().trim().max(80, "An offer has at most 80 characters.").default(""),
  offBy: z.enum(["percent", "amount"]).default("percent"),
  off: sum("What it takes off"),
  minimum: sum("The least that is ordered"),
  validDays: z.string().trim().default(""),
  whenMintFails: z.enum(["send-without", "defer"]).default("send-without"),
  onlyIn: z.string().trim().toUpperCase().max(400, "At most 60 countries.").default(""),
};

const fieldsOfOffer = z.object(offerFields);
export type OfferFields = z.infer<typeof fieldsOfOffer>;

const placesIn = (text: string): string[] => text.split(/[\s,;]+/).filter((place) => place !== "");

/** What is wrong with an offer; null when nothing is. */
export function offerFault(fields: OfferFields): string | null {
  const { offerKind, code, offer, offBy, off, validDays, onlyIn } = fields;
  if (offerKind === "none") return null;
  if (placesIn(onlyIn).some((place) => !/^[A-Z]{2}(-[A-Z0-9]{1,3})?$/.test(place))) {
    return "Write countries as two letters, as in CH, and regions as in CA-BE.";
  }
  if (offerKind === "shared") {
    return (code === "") === (offer === "") ? null : "An offer needs both: the code, and what it gives.";
  }
  if (offBy === "percent" && !(Number.isInteger(Number(off)) && Number(off) >= 1 && Number(off) <= 100)) {
    return "A share is a whole number from 1 to 100.";
  }
  if (offBy === "amount" && !(Number(off) > 0)) return "Enter how much it takes off.";
  const days = Number(validDays);
  return Number.isInteger(days) && days >= 1 && days <= 90 ? null : "A code is good for 1 to 90 days.";
}

/** The offer that faultless fields make; null for none. */
export function offerOf(fields: OfferFields, currency: string): Incentive | null {
  const { offerKind, code, offer, offBy, off, minimum, validDays, whenMintFails } = fields;
  if (offerKind === "none" || (offerKind === "shared" && code === "")) return null;
  const places = placesIn(fields.onlyIn);
  const onlyIn = places.length > 0 ? { onlyIn: places } : {};
  if (offerKind === "shared") return { code, offer, ...onlyIn };
  return {
    kind: "unique",
    ...(offBy === "percent" ? { percent: Number(off) } : { amountMinor: minorUnits(off, currency) }),
    ...(Number(minimum) > 0 && { minimumMinor: minorUnits(minimum, currency) }),
    validFor: { days: Number(validDays) },
    whenMintFails,
    ...onlyIn,
  };
}
