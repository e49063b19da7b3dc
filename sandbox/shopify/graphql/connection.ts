import { GraphQLError } from "graphql";
import type { Fields } from "./world";

export interface ConnectionArguments {
  readonly first?: number | null;
  readonly last?: number | null;
  readonly after?: string | null;
  readonly before?: string | null;
  readonly reverse?: boolean | null;
}

const LARGEST_PAGE = 250;

/** As `first`: all of them. No request can ask for it; bulk operations do. */
export const everything = Number.POSITIVE_INFINITY;

/**
 * A page of items as a Relay connection with Shopify's rules: `first` or `last`, at most 250 unless told, an
 * opaque cursor for each edge. `items` come in the order asked for; `reverse` is applied here.
 */
export function connection<T>(
  items: readonly T[],
  asked: ConnectionArguments,
  idOf: (item: T) => string,
  toNode: (item: T) => unknown,
  largestPage = LARGEST_PAGE,
): Fields {
  const { first = null, last = null, after = null, before = null } = asked;
  const size = first ?? last;
  if (size === null) throw new GraphQLError("you must provide one of first or last", code("BAD_REQUEST"));
  if (first !== null && last !== null)
    throw new GraphQLError("providing both first and last is not supported", code("BAD_REQUEST"));
  if (size < 0 || (size > largestPage && size !== everything)) {
    throw new GraphQLError(`first and last cannot exceed ${largestPage}`, code("BAD_REQUEST"));
  }
  const ordered = asked.reverse ? items.toReversed() : items;
  const place = (cursor: string) => {
    const index = ordered.findIndex((item) => cursorOf(idOf(item)) === cursor);
    if (index < 0) throw new GraphQLError(`Invalid cursor for current pagination sort: ${cursor}`, code("BAD_REQUEST"));
    return index;
  };
  const from = after === null ? 0 : place(after) + 1;
  const to = before === null ? ordered.length : place(before);
  const window = ordered.slice(from, to);
  const page = first !== null ? window.slice(0, first) : window.slice(Math.max(0, window.length - size));
  const cut = window.length > page.length;
  const edges = page.map((item) => ({ cursor: cursorOf(idOf(item)), node: toNode(item) }));
  return {
    edges,
    nodes: edges.map((edge) => edge.node),
    pageInfo: {
      hasNextPage: first !== null ? cut || to < ordered.length : to < ordered.length,
      hasPreviousPage: first !== null ? from > 0 : cut || from > 0,
      startCursor: edges.at(0)?.cursor ?? null,
      endCursor: edges.at(-1)?.cursor ?? null,
    },
  };
}

function cursorOf(id: string): string {
  return Buffer.from(JSON.stringify({ last_id: id })).toString("base64");
}

function code(value: string) {
  return { extensions: { code: value } };
}
