/** What the models know of a product. */
export interface ModelProduct {
  readonly productId: string;
  readonly title: string;
  readonly vendor: string;
  readonly type: string;
  readonly tags: readonly string[];
  readonly collections: readonly string[];
  /** May be recommended at all: published, with a picture. Stock is looked at when a mail is sent. */
  readonly isCandidate: boolean;
}

/** Products by their number in a model, the strongest first; scores are comparable within one kind of list only. */
export interface Strongest {
  readonly indexes: readonly number[];
  readonly scores: readonly number[];
}
