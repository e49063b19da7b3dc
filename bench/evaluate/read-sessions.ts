import { createReadStream } from "node:fs";
import { createInterface } from "node:readline";
import { createGunzip } from "node:zlib";
import { formatOf, type SessionFormat } from "./session-formats";

/** A session of a published data set. Products by number; times in seconds. */
export interface Browsed {
  readonly products: readonly number[];
  readonly times: readonly number[];
}

export interface SessionFile {
  readonly format: SessionFormat;
  readonly sessions: readonly Browsed[];
}

const SESSION_GAP_S = 30 * 60;

/** Reads a file whole, plain or .gz; `numberOf` numbers its products, over several files alike. */
export async function readSessionFile(path: string, numberOf: (product: string) => number): Promise<SessionFile> {
  const file = createReadStream(path);
  const lines = createInterface({
    input: path.endsWith(".gz") ? file.pipe(createGunzip()) : file,
    crlfDelay: Infinity,
  });
  const groups = new Map<string, number>();
  const rows = new Rows();
  let format: SessionFormat | null = null;
  for await (const line of lines) {
    if (!format) {
      const found = formatOf(line.replace(/^\uFEFF/, ""));
      format = found.format;
      if (found.hasHeader) continue;
    }
    const click = format.click(line);
    if (!click) continue;
    let group = groups.get(click.whose);
    if (group === undefined) {
      group = groups.size;
      groups.set(click.whose, group);
    }
    rows.add(group, numberOf(click.product), click.at, click.isView);
  }
  if (!format) throw new Error(`${path} is empty.`);
  return { format, sessions: [...sessionsOf(rows, groups.size, format.isOfPeople)] };
}

/** Numbers things by their first appearance. */
export function numbering(): (name: string) => number {
  const numbers = new Map<string, number>();
  return (name) => {
    const known = numbers.get(name);
    if (known !== undefined) return known;
    numbers.set(name, numbers.size);
    return numbers.size - 1;
  };
}

function* sessionsOf(rows: Rows, groupCount: number, isOfPeople: boolean): Generator<Browsed> {
  for (const group of rows.byGroup(groupCount)) {
    const inOrder = [...group].sort((a, b) => rows.timeOf(a) - rows.timeOf(b) || a - b);
    let session: { products: number[]; times: number[] } = { products: [], times: [] };
    let last = Number.NaN;
    for (const row of inOrder) {
      const at = rows.timeOf(row);
      if (isOfPeople && at - last > SESSION_GAP_S) {
        if (session.products.length > 0) yield session;
        session = { products: [], times: [] };
      }
      last = at;
      if (!rows.isView(row)) continue;
      session.products.push(rows.productOf(row));
      session.times.push(at);
    }
    if (session.products.length > 0) yield session;
  }
}

/** Thirty million rows as flat arrays: as objects they would take gigabytes. */
class Rows {
  #groups = new Int32Array(1 << 16);
  #products = new Int32Array(1 << 16);
  #times = new Float64Array(1 << 16);
  #count = 0;

  add(group: number, product: number, at: number, isView: boolean): void {
    if (this.#count === this.#groups.length) {
      this.#groups = doubled(this.#groups, Int32Array);
      this.#products = doubled(this.#products, Int32Array);
      this.#times = doubled(this.#times, Float64Array);
    }
    this.#groups[this.#count] = group;
    // What is no view is kept for its time, with its product turned into what none has.
    this.#products[this.#count] = isView ? product : -1;
    this.#times[this.#count] = at;
    this.#count += 1;
  }

  productOf(row: number): number {
    return this.#products[row] ?? -1;
  }

  isView(row: number): boolean {
    return this.productOf(row) >= 0;
  }

  timeOf(row: number): number {
    return this.#times[row] ?? 0;
  }

  /** The rows of each group, in the order in which they were added. */
  *byGroup(groupCount: number): Generator<Int32Array> {
    const ends = new Int32Array(groupCount + 1);
    for (let row = 0; row < this.#count; row++) {
      const group = this.#groups[row] ?? 0;
      ends[group + 1] = (ends[group + 1] ?? 0) + 1;
    }
    for (let group = 0; group < groupCount; group++) ends[group + 1] = (ends[group + 1] ?? 0) + (ends[group] ?? 0);
    const next = ends.slice();
    const order = new Int32Array(this.#count);
    for (let row = 0; row < this.#count; row++) {
      const group = this.#groups[row] ?? 0;
      const slot = next[group] ?? 0;
      order[slot] = row;
      next[group] = slot + 1;
    }
    for (let group = 0; group < groupCount; group++) yield order.subarray(ends[group], ends[group + 1]);
  }
}

function doubled<T extends Int32Array<ArrayBuffer> | Float64Array<ArrayBuffer>>(
  array: T,
  make: new (length: number) => T,
): T {
  const larger = new make(array.length * 2);
  larger.set(array);
  return larger;
}
