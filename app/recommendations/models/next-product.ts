import type { Strongest } from "./model-product";
import type { SessionSetting } from "./session-setting";
import type { Sessions } from "./sessions";
import { strongest, threshold } from "./strongest";

const DAY_S = 86_400;

/**
 * What somebody looks at next, by the sessions that are like theirs. For a session s of the past and the views
 * c(1) … c(m) of the one under way:
 *
 *   likeness(s) = Σ over products in both of e^((position in c − m) / own)   ·   e^(−age(s) / age)
 *   score(p)    = Σ over the most alike s with p of likeness(s) · e^(−|position of p in s − that of the newest common product| / distance)
 *                 · e^((position in c of that − m) / match) · (1 + rarity · ln(sessions / views of p))
 *
 * with likeness divided by the lengths for "cosine". Cost does not grow with the past: at most `sample` sessions a
 * product are looked at, the newest. Holds its own working space: one call at a time.
 */
export class NextProduct {
  readonly #sessions: Sessions;
  readonly #until: number;
  readonly #holders: Int32Array;
  readonly #holderEnds: Int32Array;
  readonly #views: Int32Array;
  readonly #lengths: Uint16Array;
  readonly #likeness: Float64Array;
  readonly #scores: Float64Array;

  /** Over the first `until` sessions; all unless told. */
  constructor(sessions: Sessions, productCount: number, until = sessions.count) {
    this.#sessions = sessions;
    this.#until = until;
    this.#views = new Int32Array(productCount);
    this.#lengths = new Uint16Array(until);
    this.#likeness = new Float64Array(until);
    this.#scores = new Float64Array(productCount);
    this.#holderEnds = new Int32Array(productCount + 1);
    for (let session = 0; session < until; session++) {
      const products = sessions.productsOf(session);
      for (const product of products) this.#views[product] = (this.#views[product] ?? 0) + 1;
      const distinct = new Set(products);
      this.#lengths[session] = distinct.size;
      for (const product of distinct) this.#holderEnds[product + 1] = (this.#holderEnds[product + 1] ?? 0) + 1;
    }
    for (let product = 0; product < productCount; product++) {
      this.#holderEnds[product + 1] = (this.#holderEnds[product + 1] ?? 0) + (this.#holderEnds[product] ?? 0);
    }
    const next = this.#holderEnds.slice();
    this.#holders = new Int32Array(next[productCount] ?? 0);
    for (let session = 0; session < until; session++) {
      for (const product of new Set(sessions.productsOf(session))) {
        const slot = next[product] ?? 0;
        this.#holders[slot] = session;
        next[product] = slot + 1;
      }
    }
  }

  /** Views that it has learnt from. */
  get viewCount(): number {
    return this.#sessions.viewCount;
  }

  /** The `count` products that come next most probably; `views` oldest first, `at` in seconds. */
  after(views: readonly number[], at: number, count: number, setting: SessionSetting): Strongest {
    const places = new Map(views.map((product, index) => [product, index + 1]));
    const neighbours = this.#neighbours(places, views.length, at, setting);
    const met: number[] = [];
    for (const session of neighbours) this.#listen(session, places, views.length, setting, met);
    const found = strongest(met, this.#scores, count);
    for (const product of met) this.#scores[product] = 0;
    for (const session of neighbours) this.#likeness[session] = 0;
    return found;
  }

  #neighbours(places: ReadonlyMap<number, number>, length: number, at: number, setting: SessionSetting): number[] {
    const touched: number[] = [];
    let own = 0;
    for (const [product, place] of places) {
      const weight = Math.max(Math.exp((place - length) / setting.ownDecay), Number.MIN_VALUE);
      own += weight ** 2;
      // Whoever is among the newest of all is among the newest that hold this product.
      const end = this.#holderEnds[product + 1] ?? 0;
      const start = Math.max(this.#holderEnds[product] ?? 0, end - setting.sample);
      for (let slot = start; slot < end; slot++) {
        const session = this.#holders[slot] ?? 0;
        if (this.#likeness[session] === 0) touched.push(session);
        this.#likeness[session] = (this.#likeness[session] ?? 0) + weight;
      }
    }
    const sampled = touched.length > setting.sample ? this.#newest(touched, setting.sample) : touched;
    for (const session of sampled) {
      const size =
        setting.similarity === "vector" ? places.size : Math.sqrt(own) * Math.sqrt(this.#lengths[session] ?? 1);
      const age = Math.exp(-(at - this.#sessions.endOf(session)) / (setting.ageDays * DAY_S));
      this.#likeness[session] = ((this.#likeness[session] ?? 0) / size) * age;
    }
    if (sampled.length <= setting.neighbours) return sampled;
    const least = threshold(sampled, this.#likeness, setting.neighbours);
    return sampled.filter((session) => {
      if ((this.#likeness[session] ?? 0) >= least) return true;
      this.#likeness[session] = 0;
      return false;
    });
  }

  #newest(touched: readonly number[], count: number): number[] {
    const inOrder = Int32Array.from(touched).sort();
    for (const session of inOrder.subarray(0, inOrder.length - count)) this.#likeness[session] = 0;
    return [...inOrder.subarray(inOrder.length - count)];
  }

  /** Adds what one neighbour says. */
  #listen(
    session: number,
    places: ReadonlyMap<number, number>,
    length: number,
    setting: SessionSetting,
    met: number[],
  ): void {
    const products = this.#sessions.productsOf(session);
    let common = 0;
    let place = 0;
    for (const [index, product] of products.entries()) {
      const own = places.get(product);
      if (own === undefined) continue;
      common = index;
      place = Math.max(place, own);
    }
    const match = setting.matchDecay === null ? 1 : Math.exp((place - length) / setting.matchDecay);
    const likeness = (this.#likeness[session] ?? 0) * match;
    for (const [index, product] of products.entries()) {
      // Of a product that comes more than once the last place counts.
      if (products.indexOf(product, index + 1) >= 0) continue;
      if (this.#scores[product] === 0) met.push(product);
      const near = Math.exp(-Math.abs(index - common) / setting.distanceDecay);
      const rare = 1 + setting.rarity * Math.log(this.#until / (this.#views[product] ?? 1));
      // Above 0, however little: a score of 0 is one that nobody spoke of.
      const said = Math.max(likeness * near * rare, Number.MIN_VALUE);
      this.#scores[product] = (this.#scores[product] ?? 0) + said;
    }
  }
}
