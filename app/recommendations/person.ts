/** What is known of one contact when a mail for them is made. */
export interface Person {
  /** By product, the last purchase of the last orders, the newest first. */
  readonly bought: readonly Deed[];
  /** The products that they looked at or carted lately, each time, the newest first. */
  readonly viewed: readonly Deed[];
  /** What mails of the last seven days showed them. */
  readonly shown: ReadonlySet<string>;
}

export interface Deed {
  readonly productId: string;
  /** What the product is, as the merchant calls it; empty where they do not. */
  readonly type: string;
  /** By their titles. */
  readonly collections: readonly string[];
  readonly at: Date;
}

/** Somebody of whom nothing is known. */
export const nobody: Person = { bought: [], viewed: [], shown: new Set() };
