/** A basket of one product says nothing about two; one of more than 60 is a wholesaler's or a mistake. */
const SMALLEST = 2;
const LARGEST = 60;

/**
 * Baskets as numbers in two flat arrays, 8 bytes a line at most: a year of a large store's orders fits
 * where objects would not.
 */
export class Baskets {
  #lines = new Int32Array(1024);
  #starts = new Int32Array(256);
  #count = 0;

  get count(): number {
    return this.#count;
  }

  /** Lines of all baskets together. */
  get lineCount(): number {
    return this.#starts[this.#count] ?? 0;
  }

  /** Adds the distinct products of one order; one that is too small or too large is left out. */
  add(products: readonly number[]): void {
    const distinct = new Set(products);
    if (distinct.size < SMALLEST || distinct.size > LARGEST) return;
    let end = this.lineCount;
    this.#lines = roomFor(this.#lines, end + distinct.size);
    this.#starts = roomFor(this.#starts, this.#count + 2);
    for (const product of distinct) this.#lines[end++] = product;
    this.#count += 1;
    this.#starts[this.#count] = end;
  }

  productsOf(basket: number): Int32Array {
    return this.#lines.subarray(this.#starts[basket], this.#starts[basket + 1]);
  }

  /** For each product the baskets that hold it. */
  byProduct(productCount: number): (product: number) => Int32Array {
    const ends = new Int32Array(productCount + 1);
    for (let basket = 0; basket < this.#count; basket++) {
      for (const product of this.productsOf(basket)) ends[product + 1] = (ends[product + 1] ?? 0) + 1;
    }
    for (let product = 0; product < productCount; product++) {
      ends[product + 1] = (ends[product + 1] ?? 0) + (ends[product] ?? 0);
    }
    const next = ends.slice();
    const holders = new Int32Array(this.lineCount);
    for (let basket = 0; basket < this.#count; basket++) {
      for (const product of this.productsOf(basket)) {
        const slot = next[product] ?? 0;
        holders[slot] = basket;
        next[product] = slot + 1;
      }
    }
    return (product) => holders.subarray(ends[product], ends[product + 1]);
  }
}

function roomFor(array: Int32Array<ArrayBuffer>, length: number): Int32Array<ArrayBuffer> {
  if (length <= array.length) return array;
  const larger = new Int32Array(Math.max(length, array.length * 2));
  larger.set(array);
  return larger;
}
