/** Where a link leads. */
export interface Destination {
  /** As it was when the mail was made; null: what is stored leads nowhere. */
  readonly url: string | null;
  /** A product's page follows the product: its handle may change. */
  readonly productId: string | null;
}

/** A destination as `messages.links` keeps it: a url, after the product's id if it is a product's page. */
export function storedDestination(url: string, productId: string | undefined): string {
  return productId === undefined ? url : `${productId} ${url}`;
}

/** Reads it back. A url holds no space, and only what leads to the web counts as one. */
export function readDestination(stored: string): Destination {
  const [first = "", second] = stored.split(" ");
  const url = second ?? first;
  const isWeb = /^https?:\/\//.test(url) && URL.canParse(url);
  return { url: isWeb ? url : null, productId: second === undefined ? null : first };
}
