import { createReadStream } from "node:fs";
import { createInterface } from "node:readline";
import { createGunzip } from "node:zlib";
import { Browsing } from "./browsing";
import { formatOf, type SessionFormat } from "./session-formats";

export interface SessionFile {
  readonly format: SessionFormat;
  readonly browsing: Browsing;
}

const SESSION_GAP_S = 30 * 60;
/** A row that is no view is kept for its time: it tells that a person was still there. */
const NO_VIEW = -1;

/** Reads a file whole, plain or .gz; `numberOf` numbers its products, over several files alike. */
export async function readSessionFile(path: string, numberOf: (product: string) => number): Promise<SessionFile> {
  const file = createReadStream(path);
  const input = path.endsWith(".gz") ? file.pipe(createGunzip()) : file;
  const groupOf = numbering();
  const rows = new Rows();
  let format: SessionFormat | null = null;
  for await (const line of createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY })) {
    if (!format) {
      const found = formatOf(line.replace(/^\uFEFF/, ""));
      format = found.format;
      if (found.hasHeader) continue;
    }
    const click = format.click(line);
    if (click) rows.add(groupOf(click.whose), click.isView ? numberOf(click.product) : NO_VIEW, click.at);
  }
  if (!format) throw new Error(`${path} is empty.`);
  return { format, browsing: sessionsOf(rows, format.isOfPeople) };
}

/** Numbers things by their first appearance. Names that are numbers are kept as such: nine million texts take a gigabyte. */
export function numbering(): (name: string) => number {
  const numbers = new Map<string | number, number>();
  return (name) => {
    const key = /^[1-9]\d{0,14}$/.test(name) ? Number(name) : name;
    const known = numbers.get(key);
    if (known !== undefined) return known;
    numbers.set(key, numbers.size);
    return numbers.size - 1;
  };
}

function sessionsOf(rows: Rows, isOfPeople: boolean): Browsing {
  const sessions = new Browsing();
  let products: number[] = [];
  let times: number[] = [];
  const flush = () => {
    if (products.length > 0) sessions.add(products, times);
    products = [];
    times = [];
  };
  for (const group of rows.byGroup()) {
    let last = Number.NaN;
    for (const row of [...group].sort((a, b) => rows.timeOf(a) - rows.timeOf(b) || a - b)) {
      const at = rows.timeOf(row);
      if (isOfPeople && at - last > SESSION_GAP_S) flush();
      last = at;
      const product = rows.productOf(row);
      if (product === NO_VIEW) continue;
      products.push(product);
      times.push(at);
    }
    flush();
  }
  return sessions;
}

/** The rows of a file in their order. */
class Rows {
  #groups = new Int32Array(1 << 16);
  #products = new Int32Array(1 << 16);
  #times = new Float64Array(1 << 16);
  #count = 0;
  #groupCount = 0;

  add(group: number, product: number, at: number): void {
    if (this.#count === this.#groups.length) {
      const twice = this.#count * 2;
      const before = [this.#groups, this.#products, this.#times] as const;
      this.#groups = new Int32Array(twice);
      this.#products = new Int32Array(twice);
      this.#times = new Float64Array(twice);
      this.#groups.set(before[0]);
      this.#products.set(before[1]);
      this.#times.set(before[2]);
    }
    this.#groups[this.#count] = group;
    this.#products[this.#count] = product;
    this.#times[this.#count] = at;
    this.#count += 1;
    this.#groupCount = Math.max(this.#groupCount, group + 1);
  }

  productOf(row: number): number {
    return this.#products[row] ?? NO_VIEW;
  }

  timeOf(row: number): number {
    return this.#times[row] ?? 0;
  }

  /** The rows of each group, in the order in which they came. */
  *byGroup(): Generator<Int32Array> {
    const ends = new Int32Array(this.#groupCount + 1);
    for (let row = 0; row < this.#count; row++) {
      const group = this.#groups[row] ?? 0;
      ends[group + 1] = (ends[group + 1] ?? 0) + 1;
    }
    for (let group = 0; group < this.#groupCount; group++) {
      ends[group + 1] = (ends[group + 1] ?? 0) + (ends[group] ?? 0);
    }
    const next = ends.slice();
    const order = new Int32Array(this.#count);
    for (let row = 0; row < this.#count; row++) {
      const group = this.#groups[row] ?? 0;
      const slot = next[group] ?? 0;
      order[slot] = row;
      next[group] = slot + 1;
    }
    for (let group = 0; group < this.#groupCount; group++) yield order.subarray(ends[group], ends[group + 1]);
  }
}
