/** A shop on the day of its own zone that a daily look is about. */
export interface SweptShop {
  readonly shopId: number;
  readonly timezone: string;
  /** The date there: "2026-11-23". */
  readonly day: string;
  /** When the look of that day is due, and when that of the day before was. */
  readonly dueAt: Date;
  readonly dayBeforeAt: Date;
  /** Days after which nine in ten of the shop's gaps between orders have ended: see ../lifecycle.ts. */
  readonly lapsedDays: number;
}

/** What a look has found, and the contact after whom it goes on; null when it has seen all. */
export interface Found<T> {
  readonly found: readonly T[];
  readonly next: string | null;
}
