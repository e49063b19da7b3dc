import { expect, it } from "vitest";
import { normalise } from "~/events/normalise";
import { delivery, documented } from "./documented";

it.each(["carts/create", "carts/update"])("%s is a cart, of whoever has its token", (topic) => {
  const [cart, ...more] = normalise(delivery(topic));
  expect(more).toEqual([]);
  expect(cart).toMatchObject({
    name: "cart.updated",
    occurredAt: new Date("2022-01-01T00:00:00Z"),
    identity: { cartToken: "exampleCartId", email: null, customerId: null },
    data: {
      token: "exampleCartId",
      currency: "USD",
      totalMinor: 5997,
      lines: [{ productId: "788032119674292900", variantId: "704912205188288500", quantity: 3, priceMinor: 1999 }],
    },
  });
});

it("an emptied cart has no currency", () => {
  const empty = { ...documented("carts/update"), line_items: [] };
  expect(normalise(delivery("carts/update", empty))[0]?.data).toEqual({
    token: "exampleCartId",
    currency: null,
    totalMinor: null,
    lines: [],
  });
});
