/**
 * A few lines on using something and keeping it well. Only what holds for every product of its kind: nobody here
 * knows what this one is made of, so its own label is sent for where that matters.
 */
export interface UsageTips {
  readonly title: string;
  readonly tips: readonly string[];
}
