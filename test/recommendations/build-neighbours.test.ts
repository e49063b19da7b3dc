import fc from "fast-check";
import { afterAll, describe, expect, it } from "vitest";
import { pool } from "~/db.server";
import { Baskets } from "~/recommendations/baskets";
import { boughtTogether } from "~/recommendations/bought-together";
import { neighboursOf, rebuildNeighbours } from "~/recommendations/build-neighbours";
import type { ModelProduct } from "~/recommendations/neighbour";
import { similar } from "~/recommendations/similar";
import { ensureShop } from "~/shop.server";

afterAll(() => pool.end());

function product(productId: string, traits: Partial<ModelProduct> = {}): ModelProduct {
  return { productId, title: "", vendor: "", type: "", tags: [], collections: [], isCandidate: true, ...traits };
}

function basketsOf(orders: readonly (readonly number[])[]): Baskets {
  const baskets = new Baskets();
  for (const order of orders) baskets.add(order);
  return baskets;
}

describe("what is bought together", () => {
  const products = ["lamp", "bulb", "shade", "mug"].map((id) => product(id));
  const [lamp, bulb, shade, mug] = [0, 1, 2, 3] as const;

  it("is what met in two baskets or more, those that met oftener first", () => {
    const baskets = basketsOf([
      [lamp, bulb],
      [lamp, bulb],
      [lamp, bulb],
      [lamp, shade],
      [lamp, shade],
      [lamp, mug],
    ]);
    const [ofLamp, ofBulb] = [...boughtTogether(baskets, products)];
    expect(ofLamp?.map(({ neighbourId }) => neighbourId)).toEqual(["bulb", "shade"]);
    expect(ofBulb?.map(({ neighbourId }) => neighbourId)).toEqual(["lamp"]);
  });

  it("says less in a long basket, and less of what is in every basket", () => {
    const short = [
      [lamp, bulb],
      [lamp, bulb],
    ];
    const long = [
      [lamp, shade, mug],
      [lamp, shade, mug],
    ];
    const [ofLamp] = [...boughtTogether(basketsOf([...short, ...long]), products)];
    expect(ofLamp?.map(({ neighbourId }) => neighbourId)[0]).toBe("bulb");

    const mugsEverywhere = Array.from({ length: 30 }, () => [mug, shade]);
    const [damped] = [
      ...boughtTogether(basketsOf([[lamp, bulb, mug], [lamp, bulb, mug], ...mugsEverywhere]), products),
    ];
    expect(damped?.map(({ neighbourId }) => neighbourId)).toEqual(["bulb", "mug"]);
  });

  it("is the published formula, whatever the baskets", () => {
    const count = 8;
    const many = Array.from({ length: count }, (_, index) => product(String(index)));
    fc.assert(
      fc.property(fc.array(fc.uniqueArray(fc.nat(count - 1), { maxLength: 6 }), { maxLength: 40 }), (orders) => {
        const kept = orders.filter((order) => order.length >= 2);
        const holding = (...ids: number[]) => kept.filter((order) => ids.every((id) => order.includes(id)));
        const built = [...boughtTogether(basketsOf(orders), many)];
        for (let i = 0; i < count; i++) {
          const expected = new Map<string, number>();
          for (let j = 0; j < count; j++) {
            const both = holding(i, j);
            if (i === j || both.length < 2) continue;
            const sum = both.reduce((total, order) => total + 1 / Math.sqrt(order.length - 1), 0);
            expected.set(String(j), sum / (Math.sqrt(holding(i).length) * holding(j).length ** 0.3));
          }
          expect(built[i]?.map(({ neighbourId }) => neighbourId).toSorted()).toEqual([...expected.keys()].toSorted());
          for (const { neighbourId, score } of built[i] ?? [])
            expect(score).toBeCloseTo(expected.get(neighbourId) ?? -1, 10);
          const scores = built[i]?.map(({ score }) => score) ?? [];
          expect(scores).toEqual(scores.toSorted((a, b) => b - a));
        }
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

describe("what is similar", () => {
  const shelf = [
    product("1", { title: "Linen Shirt", type: "Shirt", vendor: "Loom", tags: ["linen"], collections: ["Summer"] }),
    product("2", {
      title: "Linen Trousers",
      type: "Trousers",
      vendor: "Loom",
      tags: ["linen"],
      collections: ["Summer"],
    }),
    product("3", { title: "Cotton Shirt", type: "Shirt", vendor: "Loom", tags: ["cotton"] }),
    product("4", { title: "Stoneware Mug", type: "Mug", vendor: "Loom" }),
    product("5", { title: "Linen Shirt, long", type: "Shirt", vendor: "Loom", tags: ["linen"], isCandidate: false }),
  ];

  it("shares rare traits; a trait of all says nothing; what cannot be shown is not a neighbour", () => {
    const [ofShirt, , , ofMug, ofHidden] = [...similar(shelf)];
    expect(ofShirt?.map(({ neighbourId }) => neighbourId)).toEqual(["2", "3"]);
    expect(ofMug).toEqual([]);
    expect(ofHidden?.map(({ neighbourId }) => neighbourId)[0]).toBe("1");
  });

  it("is the same both ways, at most 1, never faint, and 12 at most", () => {
    const word = fc.constantFrom("linen", "shirt", "mug", "lamp", "blue", "large");
    const some = fc.array(word, { maxLength: 3 });
    const any = fc.record({ title: some, type: word, tags: some, collections: some });
    fc.assert(
      fc.property(fc.array(any, { minLength: 2, maxLength: 40 }), (all) => {
        const products = all.map(({ title, ...traits }, index) =>
          product(String(index), { ...traits, title: title.join(" ") }),
        );
        const built = new Map(
          [...similar(products)].flat().map((each) => [`${each.productId} ${each.neighbourId}`, each.score]),
        );
        for (const [pair, score] of built) {
          expect(score).toBeGreaterThanOrEqual(0.16);
          expect(score).toBeLessThanOrEqual(1 + 1e-9);
          const back = built.get(pair.split(" ").reverse().join(" "));
          if (back !== undefined) expect(back).toBeCloseTo(score, 10);
        }
        for (const { productId } of products) {
          expect([...built.keys()].filter((pair) => pair.startsWith(`${productId} `)).length).toBeLessThanOrEqual(12);
        }
      }),
    );
  });
});

describe("a shop's model", () => {
  it("is built from its own orders and products, without those cancelled, and can be built again", async () => {
    const shopId = await ensureShop(pool, "model.myshopify.com");
    const other = await ensureShop(pool, "other-model.myshopify.com");
    for (const shop of [shopId, other]) {
      for (const id of ["lamp", "bulb", "mug"]) {
        await pool.query(
          `INSERT INTO products (shop_id, product_id, title, handle, tags, collections, image_url, is_published, updated_at, read_at)
           VALUES ($1, $2, $2, $2, '{}', '{}', 'https://cdn.example/x.jpg', true, now(), now())`,
          [shop, id],
        );
      }
    }
    const order = async (shop: number, id: string, lines: string[], cancelled = false) => {
      await pool.query(
        `INSERT INTO orders (shop_id, order_id, name, channel, placed_at, updated_at, source_order, cancelled_at, currency, total_minor)
         VALUES ($1, $2, $2, 'online', now(), now(), '', CASE WHEN $3 THEN now() END, 'EUR', 0)`,
        [shop, id, cancelled],
      );
      for (const line of lines) {
        await pool.query(
          "INSERT INTO order_lines (shop_id, order_id, line_id, product_id, title, quantity, price_minor) VALUES ($1, $2, $3, $3, '', 1, 0)",
          [shop, id, line],
        );
      }
    };
    await order(shopId, "1", ["lamp", "bulb"]);
    await order(shopId, "2", ["lamp", "bulb", "gone from the catalogue"]);
    await order(shopId, "3", ["lamp", "mug"], true);
    await order(shopId, "4", ["lamp", "mug"], true);
    await order(other, "5", ["lamp", "mug"]);
    await order(other, "6", ["lamp", "mug"]);

    const model = async () =>
      (
        await pool.query(
          "SELECT product_id, neighbour_id, kind FROM product_neighbours WHERE shop_id = $1 ORDER BY 1, 2",
          [shopId],
        )
      ).rows;
    const expected = [
      { product_id: "bulb", neighbour_id: "lamp", kind: "bought-together" },
      { product_id: "lamp", neighbour_id: "bulb", kind: "bought-together" },
    ];
    expect(await rebuildNeighbours(pool, shopId)).toEqual({ products: 3, baskets: 2 });
    expect(await model()).toEqual(expected);
    await rebuildNeighbours(pool, shopId);
    expect(await model()).toEqual(expected);

    await pool.query("UPDATE orders SET cancelled_at = now() WHERE shop_id = $1 AND order_id = '2'", [shopId]);
    await rebuildNeighbours(pool, shopId);
    expect(await model()).toEqual([]);
  });

  it("gives each product its neighbours of both kinds, in the products' order", () => {
    const products = [product("a", { type: "Mug" }), product("b", { type: "Mug" }), product("c", { type: "Lamp" })];
    const rows = [
      ...neighboursOf(
        basketsOf([
          [0, 2],
          [0, 2],
        ]),
        products,
      ),
    ];
    expect(rows.map((each) => each.map(({ kind, neighbourId }) => `${kind} ${neighbourId}`))).toEqual([
      ["bought-together c", "similar b"],
      ["similar a"],
      ["bought-together a"],
    ]);
  });
});
