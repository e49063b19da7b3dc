import { createReadStream } from "node:fs";
import { createGunzip } from "node:zlib";
import { parse } from "csv-parse";
import { z } from "zod";

/** A line of an order that counts: of a product, bought and paid. */
export interface OrderLine {
  readonly order: string;
  readonly product: string;
  /** "2011-07-01". */
  readonly day: string;
}

const row = z.object({
  invoice: z.string(),
  stock_code: z.string(),
  quantity: z.coerce.number(),
  unit_price: z.coerce.number(),
  datetime: z.string(),
});

/** The lines of UCI Online Retail, without credit notes, fees and gifts. Throws where a column is missing. */
export async function* readOrderLines(path: string): AsyncGenerator<OrderLine> {
  const file = createReadStream(path);
  const rows = (path.endsWith(".gz") ? file.pipe(createGunzip()) : file).pipe(parse({ columns: true, bom: true }));
  for await (const each of rows) {
    const { invoice, stock_code, quantity, unit_price, datetime } = row.parse(each);
    if (invoice.startsWith("C") || quantity <= 0 || unit_price <= 0 || !/^\d{5}/.test(stock_code)) continue;
    yield { order: invoice, product: stock_code, day: datetime.slice(0, 10) };
  }
}
