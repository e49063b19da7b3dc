/**
 * A recursive table expression of the shops that have a row in a table, to stand after WITH RECURSIVE: each by one look
 * into an index that begins with `shop_id`, so that its cost is the number of shops and not of rows. `where` is the
 * condition of a partial index, if that is the one to be used. The last row is null. Its texts are ours, never from outside.
 * https://wiki.postgresql.org/wiki/Loose_indexscan
 */
export function shopsIn(name: string, table: string, where = "true"): string {
  return `${name} AS (
    (SELECT shop_id FROM ${table} WHERE ${where} ORDER BY shop_id LIMIT 1)
    UNION ALL SELECT (SELECT shop_id FROM ${table} WHERE ${where} AND shop_id > last.shop_id ORDER BY shop_id LIMIT 1)
    FROM ${name} last WHERE last.shop_id IS NOT NULL)`;
}
