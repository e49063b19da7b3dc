/**
 * What the models say, as lists of products, best first. Each list has a kind and a subject: the product it is about,
 * or the type; for the whole shop it is empty.
 */
export const listKinds = [
  "bought-together",
  "similar",
  "seen-together",
  "buy-again",
  "best-of-type",
  "best-of-collection",
  "trending",
  "best-sellers",
  "new",
  "range",
] as const;

export type ListKind = (typeof listKinds)[number];

export interface ProductList {
  readonly kind: ListKind;
  readonly subject: string;
  readonly productIds: readonly string[];
  /** For adding up over several lists of a kind, and comparable within it only. Of buy-again: every how many days it is bought again. */
  readonly scores: readonly number[];
  /** On how many orders or people it rests. */
  readonly basis: number;
}

const EMPTY = { productIds: [], scores: [] };

/** Lists by kind and subject; one that is not there is empty. */
export class Lists {
  readonly #lists = new Map<string, ProductList>();

  constructor(lists: Iterable<ProductList> = []) {
    for (const list of lists) this.#lists.set(`${list.kind}/${list.subject}`, list);
  }

  get(kind: ListKind, subject = ""): Pick<ProductList, "productIds" | "scores"> {
    return this.#lists.get(`${kind}/${subject}`) ?? EMPTY;
  }

  of(kind: ListKind, subject = ""): readonly { readonly productId: string; readonly score: number }[] {
    const { productIds, scores } = this.get(kind, subject);
    return productIds.map((productId, index) => ({ productId, score: scores[index] ?? 0 }));
  }
}
