/** What words need to know of a shop, to name what a definition holds by id. */
export interface Names {
  readonly segments: ReadonlyMap<string, string>;
  readonly products: ReadonlyMap<string, string>;
  /** ISO 4217, for amounts. */
  readonly currency: string;
}

/** A step's or an answer's own name as a merchant reads it: "last-call" is “last call”. */
export const spoken = (name: string): string => `“${name.replaceAll("-", " ")}”`;

/** "“A”, “B” or “C”". */
export const either = (words: readonly string[]): string =>
  new Intl.ListFormat("en", { type: "disjunction" }).format(words);

/** For a sentence that goes on with it; “I” and names in quotation marks stay. */
export const lowerFirst = (text: string): string => text.slice(0, 1).toLowerCase() + text.slice(1);
