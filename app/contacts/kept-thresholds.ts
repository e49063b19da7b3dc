import { z } from "zod";
import { type StageThresholds, usualThresholds } from "./lifecycle";

const days = z.number().int().positive();

const kept = z.object({
  newDays: days,
  atRiskDays: days,
  lapsedDays: days,
  lostDays: days,
  loyalOrders: days,
  loyalSpentMinor: z.number().int().nonnegative().nullable(),
  gaps: z.number().int().nonnegative(),
});

/** A shop's thresholds as its row keeps them; the usual ones until they were learnt. */
export function keptThresholds(shop: { readonly stageThresholds: unknown }): StageThresholds {
  return shop.stageThresholds === null ? usualThresholds : kept.parse(shop.stageThresholds);
}
