import { GraphQLError } from "graphql";

/** What can be searched in a kind of thing: a term's name → the values it has in one item. */
export type SearchTerms<T> = Readonly<Record<string, (item: T) => string | number | null | readonly string[]>>;

const clausePattern = /(-?)(?:(\w+):)?(<=|>=|<|>)?(?:"([^"]*)"|'([^']*)'|([^\s"']+))/g;

/**
 * Filters by Shopify's search syntax as far as the app needs it: `term:value`, comparisons, quotes,
 * `-` for not, a `*` at the end, AND and OR (OR binds weaker). A term that the sandbox does not know
 * is an error, where Shopify would only warn.
 * https://shopify.dev/docs/api/usage/search-syntax
 */
export function search<T>(items: readonly T[], query: string | null | undefined, terms: SearchTerms<T>): readonly T[] {
  if (!query?.trim()) return items;
  const alternatives = query.split(/\s+OR\s+/).map((part) => {
    const clauses = [...part.replace(/\bAND\b/g, " ").matchAll(clausePattern)];
    return clauses.map(([, not, term = "default", comparison = "", ...texts]) => {
      const read = terms[term];
      if (!read) throw new GraphQLError(`The sandbox cannot search by "${term}" here.`);
      const wanted = texts.find((text) => text !== undefined) ?? "";
      return (item: T) => [read(item)].flat().some((value) => fits(value, comparison, wanted)) !== (not === "-");
    });
  });
  return items.filter((item) => alternatives.some((clauses) => clauses.every((clause) => clause(item))));
}

function fits(value: string | number | null, comparison: string, wanted: string): boolean {
  if (value === null) return false;
  if (comparison === "") {
    const text = String(value).toLowerCase();
    const sought = wanted.toLowerCase();
    return sought.endsWith("*") ? text.startsWith(sought.slice(0, -1)) : text === sought;
  }
  const isTime = typeof value === "string" && /^\d{4}-\d\d-\d\dT/.test(value);
  const left = isTime ? Date.parse(value) : Number(value);
  const right = isTime ? Date.parse(wanted) : Number(wanted);
  if (Number.isNaN(right)) throw new GraphQLError(`The sandbox cannot compare with "${wanted}".`);
  if (comparison === "<") return left < right;
  if (comparison === "<=") return left <= right;
  if (comparison === ">") return left > right;
  return left >= right;
}

/** Items in the order of a sort key. A key that the sandbox does not know is an error. */
export function sorted<T>(
  items: readonly T[],
  sortKey: string | null | undefined,
  keys: Readonly<Record<string, (item: T) => string | number>>,
): readonly T[] {
  const read = keys[sortKey ?? "ID"];
  if (!read) throw new GraphQLError(`The sandbox cannot sort by ${sortKey} here.`);
  return items.toSorted((a, b) => {
    const [left, right] = [read(a), read(b)];
    return left < right ? -1 : left > right ? 1 : 0;
  });
}
