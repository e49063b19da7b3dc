import { now } from "~/clock";
import type { Store } from "./store";
import type { Discount, Line } from "./types";

/** A code that a checkout takes, and what it takes off. */
export interface AppliedDiscount {
  readonly code: string;
  readonly amountMinor: number;
  readonly type: "percentage" | "fixed_amount";
}

/** The discount of a code, however it is written; null when there is none. */
export function discountOf(store: Store, code: string): Discount | null {
  const wanted = code.trim().toUpperCase();
  return store.state.discounts.find(({ codes }) => codes.some((one) => one.toUpperCase() === wanted)) ?? null;
}

/** What a code takes off these lines now. Throws, in a shopper's words, where it holds for nothing. */
export function applyCode(store: Store, code: string, lines: readonly Line[]): AppliedDiscount {
  const discount = discountOf(store, code);
  const known = code.trim().toUpperCase();
  const at = now().toISOString();
  if (!discount) throw new Error(`${known} is no code of this shop.`);
  if (at < discount.startsAt || (discount.endsAt !== null && at > discount.endsAt)) {
    throw new Error(`${known} has ended.`);
  }
  const used = store.state.orders.filter((order) => order.discount?.code === known).length;
  if (discount.usageLimit !== null && used >= discount.usageLimit) throw new Error(`${known} has been used already.`);
  const goods = store.linesTotal(lines);
  if (goods < discount.minimumMinor) throw new Error(`${known} is for larger orders.`);
  return {
    code: known,
    amountMinor:
      discount.percentage === null ? Math.min(goods, discount.amountMinor) : Math.round(goods * discount.percentage),
    type: discount.percentage === null ? "fixed_amount" : "percentage",
  };
}

/** Why a code holds for nothing here, in a shopper's words; null when it holds. */
export function codeFault(store: Store, code: string, lines: readonly Line[]): string | null {
  try {
    applyCode(store, code, lines);
    return null;
  } catch (error) {
    if (error instanceof Error) return error.message;
    throw error;
  }
}
