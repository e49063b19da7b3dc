import { AdminApiError } from "~/admin.server";

export interface Page<TNode> {
  readonly nodes: readonly TNode[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
}

/**
 * The most that Shopify gives at once. A connection's cost grows with the logarithm of its size, so that
 * ten pages of 25 cost some six times one of 250.
 */
export const MOST_A_PAGE = 250;

/**
 * Walks a connection from page to page. A page that costs more than Shopify allows a query is asked for
 * again at half the size: how a nested connection is charged is Shopify's to change.
 * https://shopify.dev/docs/api/usage/limits#single-query-limit
 */
export async function* pages<TNode>(
  ask: (first: number, after: string | null) => Promise<Page<TNode>>,
  first: number,
  after: string | null = null,
): AsyncGenerator<readonly TNode[]> {
  let size = first;
  let cursor = after;
  for (;;) {
    let page: Page<TNode>;
    try {
      page = await ask(size, cursor);
    } catch (error) {
      const isTooDear = error instanceof AdminApiError && error.codes.includes("MAX_COST_EXCEEDED");
      if (!isTooDear || size === 1) throw error;
      size = Math.floor(size / 2);
      continue;
    }
    yield page.nodes;
    if (!page.pageInfo.hasNextPage) return;
    cursor = page.pageInfo.endCursor;
  }
}
