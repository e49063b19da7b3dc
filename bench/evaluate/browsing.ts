/** A session of a published data set. Products by number; times in seconds. */
export interface Browsed {
  readonly products: readonly number[];
  readonly times: readonly number[];
}

/** Sessions in flat arrays: the thirty million views of YOOCHOOSE would not fit as objects. */
export class Browsing {
  #products = new Int32Array(1 << 16);
  #times = new Float64Array(1 << 16);
  #starts = new Int32Array(1 << 12);
  #count = 0;

  get count(): number {
    return this.#count;
  }

  get viewCount(): number {
    return this.#starts[this.#count] ?? 0;
  }

  add(products: ArrayLike<number>, times: ArrayLike<number>): void {
    const start = this.viewCount;
    const end = start + products.length;
    while (end > this.#products.length) {
      this.#products = grown(this.#products, new Int32Array(this.#products.length * 2));
      this.#times = grown(this.#times, new Float64Array(this.#times.length * 2));
    }
    if (this.#count + 2 > this.#starts.length) {
      this.#starts = grown(this.#starts, new Int32Array(this.#starts.length * 2));
    }
    this.#products.set(products, start);
    this.#times.set(times, start);
    this.#count += 1;
    this.#starts[this.#count] = end;
  }

  productsOf(session: number): Int32Array {
    return this.#products.subarray(this.#starts[session], this.#starts[session + 1]);
  }

  timesOf(session: number): Float64Array {
    return this.#times.subarray(this.#starts[session], this.#starts[session + 1]);
  }

  endOf(session: number): number {
    return this.#times[(this.#starts[session + 1] ?? 0) - 1] ?? 0;
  }

  session(session: number): Browsed {
    return { products: [...this.productsOf(session)], times: [...this.timesOf(session)] };
  }
}

function grown<T extends Int32Array<ArrayBuffer> | Float64Array<ArrayBuffer>>(array: T, larger: T): T {
  larger.set(array);
  return larger;
}
