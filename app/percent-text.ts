/** A share from 0 to 1 as merchants read it: "0.3 %", "12 %"; small ones to two places, because their lines are small. */
export function percentText(share: number): string {
  return `${(100 * share).toLocaleString("en", { maximumFractionDigits: share < 0.01 ? 2 : 1 })} %`;
}
