import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Baskets } from "~/recommendations/models/baskets";
import { together } from "~/recommendations/models/together";

function basketsOf(orders: readonly (readonly number[])[]): Baskets {
  const baskets = new Baskets();
  for (const order of orders) baskets.add(order);
  return baskets;
}

const all = { isCandidate: () => true };
const built = (orders: readonly (readonly number[])[], count: number) => [...together(basketsOf(orders), count, all)];

describe("what is bought together", () => {
  const [lamp, bulb, shade, mug] = [0, 1, 2, 3] as const;

  it("is what met in two baskets or more, those that met oftener first", () => {
    const orders = [
      [lamp, bulb],
      [lamp, bulb],
      [lamp, bulb],
      [lamp, shade],
      [lamp, shade],
      [lamp, mug],
    ];
    const [ofLamp, ofBulb] = built(orders, 4);
    expect(ofLamp).toMatchObject({ index: lamp, indexes: [bulb, shade], basis: 6 });
    expect(ofBulb?.indexes).toEqual([lamp]);
  });

  it("says less in a long basket, and less of what is in every basket", () => {
    const pairs = [
      [lamp, bulb],
      [lamp, bulb],
    ];
    const long = [
      [lamp, shade, mug],
      [lamp, shade, mug],
    ];
    expect(built([...pairs, ...long], 4)[0]?.indexes[0]).toBe(bulb);
    const mugsEverywhere = Array.from({ length: 30 }, () => [mug, shade]);
    expect(built([[lamp, bulb, mug], [lamp, bulb, mug], ...mugsEverywhere], 4)[0]?.indexes).toEqual([bulb, mug]);
  });

  it("is the published formula, whatever the baskets", () => {
    const count = 8;
    fc.assert(
      fc.property(fc.array(fc.uniqueArray(fc.nat(count - 1), { maxLength: 6 }), { maxLength: 40 }), (orders) => {
        const kept = orders.filter((order) => order.length >= 2);
        const holding = (...ids: number[]) => kept.filter((order) => ids.every((id) => order.includes(id)));
        for (const { index: i, indexes, scores, basis } of built(orders, count)) {
          const expected = new Map<number, number>();
          for (let j = 0; j < count; j++) {
            const both = holding(i, j);
            if (i === j || both.length < 2) continue;
            const sum = both.reduce((total, order) => total + 1 / Math.sqrt(order.length - 1), 0);
            expected.set(j, sum / (Math.sqrt(holding(i).length) * holding(j).length ** 0.1));
          }
          expect(basis).toBe(holding(i).length);
          expect(indexes.toSorted()).toEqual([...expected.keys()].toSorted());
          const orders = indexes.map((j) => expected.get(j) ?? -1);
          expect(orders).toEqual(orders.toSorted((a, b) => b - a));
          for (const [place, j] of indexes.entries()) {
            expect(scores[place]).toBeCloseTo((orders[place] ?? -1) / holding(j).length ** 0.3, 10);
          }
        }
      }),
    );
  });

  it("of some products alone it is what it is of all, when the others' counts are told", () => {
    const orders = fc.array(fc.uniqueArray(fc.nat(6), { minLength: 2, maxLength: 5 }), { maxLength: 40 });
    fc.assert(
      fc.property(orders, fc.nat(6), (past, product) => {
        const whole = built(past, 7);
        const own = basketsOf(past.filter((order) => order.includes(product)));
        const countOf = (index: number) => (index === product ? undefined : whole[index]?.basis);
        const [alone] = [...together(own, 7, { ...all, of: [product], countOf })];
        expect(alone).toEqual(whole[product]);
      }),
    );
  });

  it("leaves out baskets of one product and of more than 60, and counts a product once in each", () => {
    const wholesale = Array.from({ length: 61 }, (_, index) => index);
    const baskets = basketsOf([[lamp], [lamp, lamp], wholesale, [lamp, bulb, lamp]]);
    expect(baskets.count).toBe(1);
    expect([...baskets.productsOf(0)]).toEqual([lamp, bulb]);
  });
});
