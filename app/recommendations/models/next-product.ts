import type { Strongest } from "./model-product";
import type { SessionSetting } from "./session-setting";
import type { Sessions } from "./sessions";
import { strongest, threshold } from "./strongest";

const DAY_S = 86_400;

/** Of the sessions that hold the newest view so many, the newest, are asked what followed. */
const RULE_SAMPLE = 5_000;
const RULE_STEPS = 10;

/**
 * What somebody looks at next, by the sessions that are like theirs. For a session s of the past and the views
 * c(1) … c(m) of the one under way:
 *
 *   likeness(s) = Σ over products in both of e^((position in c − m) / own)   ·   e^(−age(s) / age)
 *   score(p)    = Σ over the most alike s with p of likeness(s) · e^(−|position of p in s − that of the newest common product| / distance)
 *                 · e^((position in c of that − m) / match) · (1 + rarity · ln(sessions / views of p))
 *
 * with likeness divided by the lengths for "cosine", and the score of what is in c already times `again`. To that comes
 * what followed the newest view in the past, `rules` times as much as the best score at the most:
 *
 *   rule(p) = Σ over the newest sessions with c(m), over places of p at most 10 behind one of c(m), of 1 / distance²
 *
 * Sequential rules: Kamehkhosh, Jannach, Ludewig, TempRec 2017; session-rec. Cost does not grow with the past: of the
 * sessions that hold a product the newest are looked at. Holds its own working space: one call at a time.
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
  readonly #followed: Float64Array;

  /** Over the first `until` sessions; all unless told. */
  constructor(sessions: Sessions, productCount: number, until = sessions.count) {
    this.#sessions = sessions;
    this.#until = until;
    this.#views = new Int32Array(productCount);
    this.#lengths = new Uint16Array(until);
    this.#likeness = new Float64Array(until);
    this.#scores = new Float64Array(productCount);
    this.#followed = new Float64Array(productCount);
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
    if (setting.again < 1) for (const product of places.keys()) this.#lessen(product, setting.again);
    if (setting.rules > 0) this.#addRules(views.at(-1) ?? -1, setting.rules, met);
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

  #lessen(product: number, by: number): void {
    const score = this.#scores[product] ?? 0;
    if (score > 0) this.#scores[product] = Math.max(score * by, Number.MIN_VALUE);
  }

  #addRules(newest: number, weight: number, met: number[]): void {
    const after: number[] = [];
    const end = this.#holderEnds[newest + 1] ?? 0;
    const start = Math.max(this.#holderEnds[newest] ?? 0, end - RULE_SAMPLE);
    for (let slot = start; slot < end; slot++) this.#follow(newest, this.#holders[slot] ?? 0, after);
    const most = after.reduce((best, product) => Math.max(best, this.#followed[product] ?? 0), 0);
    const measure = met.reduce((best, product) => Math.max(best, this.#scores[product] ?? 0), 0);
    for (const product of after) {
      if (this.#scores[product] === 0) met.push(product);
      const said = (weight * measure * (this.#followed[product] ?? 0)) / most;
      this.#scores[product] = Math.max((this.#scores[product] ?? 0) + said, Number.MIN_VALUE);
      this.#followed[product] = 0;
    }
  }

  /** Adds what one session says of what follows a product. */
  #follow(product: number, session: number, after: number[]): void {
    const products = this.#sessions.productsOf(session);
    for (let place = products.indexOf(product); place >= 0; place = products.indexOf(product, place + 1)) {
      for (let step = 1; step <= RULE_STEPS && place + step < products.length; step++) {
        const next = products[place + step] ?? 0;
        if (this.#followed[next] === 0) after.push(next);
        this.#followed[next] = (this.#followed[next] ?? 0) + 1 / step ** 2;
      }
    }
  }
}
