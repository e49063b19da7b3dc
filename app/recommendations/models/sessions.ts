/**
 * Browsing sessions as numbers in flat arrays, in the order in which they ended: some 6 bytes a view. A product that
 * was looked at twice in a row counts twice.
 */
export class Sessions {
  #views = new Int32Array(1024);
  #starts = new Int32Array(256);
  #ends = new Float64Array(256);
  #count = 0;

  get count(): number {
    return this.#count;
  }

  get viewCount(): number {
    return this.#starts[this.#count] ?? 0;
  }

  /** `endedAt` in seconds, never before that of the session added last. */
  add(products: readonly number[], endedAt: number): void {
    if (endedAt < this.endOf(this.#count - 1)) throw new Error("sessions are added in the order in which they ended");
    let end = this.viewCount;
    this.#views = withRoom(this.#views, end + products.length, Int32Array);
    this.#starts = withRoom(this.#starts, this.#count + 2, Int32Array);
    this.#ends = withRoom(this.#ends, this.#count + 1, Float64Array);
    for (const product of products) this.#views[end++] = product;
    this.#ends[this.#count] = endedAt;
    this.#count += 1;
    this.#starts[this.#count] = end;
  }

  productsOf(session: number): Int32Array {
    return this.#views.subarray(this.#starts[session], this.#starts[session + 1]);
  }

  /** What `fromBytes` reads back. The byte order is the machine's: little-endian on all that Node runs on. */
  toBytes(): SessionBytes {
    return {
      views: bytesOf(this.#views.subarray(0, this.viewCount)),
      starts: bytesOf(this.#starts.subarray(0, this.#count + 1)),
      ends: bytesOf(this.#ends.subarray(0, this.#count)),
    };
  }

  static fromBytes({ views, starts, ends }: SessionBytes): Sessions {
    const sessions = new Sessions();
    // Copied: a buffer of the driver's begins anywhere, and numbers do not.
    sessions.#views = new Int32Array(new Uint8Array(views).buffer);
    sessions.#starts = new Int32Array(new Uint8Array(starts).buffer);
    sessions.#ends = new Float64Array(new Uint8Array(ends).buffer);
    sessions.#count = sessions.#ends.length;
    return sessions;
  }

  endOf(session: number): number {
    return session < 0 ? Number.NEGATIVE_INFINITY : (this.#ends[session] ?? 0);
  }
}

export interface SessionBytes {
  readonly views: Uint8Array;
  readonly starts: Uint8Array;
  readonly ends: Uint8Array;
}

function bytesOf(numbers: Int32Array | Float64Array): Buffer {
  return Buffer.from(numbers.buffer, numbers.byteOffset, numbers.byteLength);
}

type Numbers = Int32Array<ArrayBuffer> | Float64Array<ArrayBuffer>;

function withRoom<T extends Numbers>(array: T, length: number, make: new (length: number) => T): T {
  if (length <= array.length) return array;
  const larger = new make(Math.max(length, array.length * 2));
  larger.set(array);
  return larger;
}
