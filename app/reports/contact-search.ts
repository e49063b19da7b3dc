/** The indexed expression of contacts_search_idx, over a row `c` of contacts. */
const text = "(coalesce(c.first_name, '') || ' ' || coalesce(c.last_name, '') || ' ' || coalesce(c.email, ''))";

/** A condition over a row `c` of contacts: the name or the e-mail holds what is searched for, in any case. */
export function searchCondition(patterns: string): string {
  return `${text} ILIKE ANY (${patterns})`;
}

/** What `searchCondition` compares with. One or two letters begin a word: inside of words they are in nearly everybody. */
export function searchPatterns(search: string): string[] {
  const literal = search.replace(/[\\%_]/g, "\\$&");
  return isShortWord(search) ? [`${literal}%`, `% ${literal}%`] : [`%${literal}%`];
}

/**
 * Whether the index knows the text: it is made of letters and digits, three in a row, or two that begin a
 * word. In a database of the locale C only ASCII ones count.
 */
export function isIndexed(search: string): boolean {
  return /[a-z0-9]{3}/i.test(search) || (isShortWord(search) && search.length === 2);
}

const isShortWord = (search: string) => /^[a-z0-9]{1,2}$/i.test(search);
