import type { Baskets } from "./baskets";
import type { Strongest } from "./model-product";
import { strongest } from "./strongest";

/** Two products that met once met by chance, and "often bought with" would not be true. */
const LEAST_BASKETS = 2;

/**
 * How much being popular costs a neighbour: 0 recommends what everybody buys, 1 what hardly anyone does. Beside one
 * product the popular ones are mostly right; where several products each name them, their votes would drown the rest.
 * So the order damps little, and the scores, by which votes are added up, damp more. Tried on three months of orders
 * apart: one damping for both (0.3) hit .640 for one product and .318 for several, these two .660 and .325.
 */
const ORDER_DAMPING = 0.1;
const VOTE_DAMPING = 0.3;

/**
 * How many neighbours a product keeps: enough for a mail when some are sold out or in the checkout. More of them
 * predicted the rest of a basket worse (20: MRR .152, 30: .150, 12: .156).
 */
export const NEIGHBOURS_KEPT = 12;

/** A product's neighbours, and on how many of its baskets they rest. */
export interface Neighbours extends Strongest {
  readonly index: number;
  readonly basis: number;
}

interface Which {
  /** May be recommended. */
  isCandidate(index: number): boolean;
  /** The products whose neighbours are wanted; all when it is absent. */
  readonly of?: Iterable<number>;
  /** In how many baskets a product is, where `baskets` does not hold all of those. */
  countOf?(index: number): number | undefined;
}

/**
 * For each product those that are in its baskets, best first:
 *
 *   order(i, j) = Σ over baskets b with i and j of 1/√(|b| − 1)   /   ( √n(i) · n(j)^0.1 )
 *   score(i, j) = order(i, j) / n(j)^0.3
 *
 * where n counts baskets. Long baskets say less of each pair, popular products less of each basket. The scores need not
 * fall along the order: they are for adding up over several products i.
 * Deshpande & Karypis, "Item-based top-N recommendation algorithms", ACM TOIS 22(1), 2004, §4.
 * What it reaches on real orders `npm run evaluate` tells.
 */
export function* together(
  baskets: Baskets,
  productCount: number,
  { isCandidate, of, countOf }: Which,
): Generator<Neighbours> {
  const basketsOf = baskets.byProduct(productCount);
  const scores = new Float64Array(productCount);
  const meetings = new Int32Array(productCount);
  for (const index of of ?? indexesUpTo(productCount)) {
    const met: number[] = [];
    const own = basketsOf(index);
    for (const basket of own) {
      const members = baskets.productsOf(basket);
      const weight = 1 / Math.sqrt(members.length - 1);
      for (const other of members) {
        if (other === index) continue;
        if (meetings[other] === 0) met.push(other);
        meetings[other] = (meetings[other] ?? 0) + 1;
        scores[other] = (scores[other] ?? 0) + weight;
      }
    }
    const often = met.filter((other) => (meetings[other] ?? 0) >= LEAST_BASKETS && isCandidate(other));
    const basketCount = (other: number) => countOf?.(other) ?? basketsOf(other).length;
    for (const other of often) {
      scores[other] = (scores[other] ?? 0) / (Math.sqrt(own.length) * basketCount(other) ** ORDER_DAMPING);
    }
    const best = strongest(often, scores, NEIGHBOURS_KEPT);
    const votes = best.indexes.map((other) => (scores[other] ?? 0) / basketCount(other) ** VOTE_DAMPING);
    yield { index, basis: own.length, indexes: best.indexes, scores: votes };
    for (const other of met) {
      scores[other] = 0;
      meetings[other] = 0;
    }
  }
}

function* indexesUpTo(count: number): Generator<number> {
  for (let index = 0; index < count; index++) yield index;
}
