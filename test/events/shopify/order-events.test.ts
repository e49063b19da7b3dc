import { expect, it } from "vitest";
import { normalise } from "~/events/normalise";
import { delivery, documented } from "./documented";

// The samples' numeric ids are rounded in the package; what has a global id beside it is exact.
const about = { orderId: "820982911946154508", name: "#9999", productIds: ["788032119674292900"] };
const rounded = "820982911946154500";

it("orders/fulfilled tells the order's state, and that it was sent off", () => {
  const [order, fulfilled, ...more] = normalise(delivery("orders/fulfilled"));
  expect(more).toEqual([]);
  expect(order).toMatchObject({ name: "order.updated", data: { orderId: about.orderId } });
  expect(fulfilled).toMatchObject({
    name: "order.fulfilled",
    identity: { email: "jon@example.com", customerId: "115310627314723954" },
    data: about,
  });
});

it("orders/cancelled tells when it was cancelled", () => {
  const [order, cancelled, ...more] = normalise(delivery("orders/cancelled"));
  expect(more).toEqual([]);
  expect(order).toMatchObject({ name: "order.updated", data: { orderId: about.orderId } });
  expect(cancelled).toMatchObject({
    name: "order.cancelled",
    occurredAt: new Date(String(documented("orders/cancelled").cancelled_at)),
    data: about,
  });
});

it("refunds/create sums up what was paid back, and knows what was sent back", () => {
  const [refunded, ...more] = normalise(delivery("refunds/create"));
  expect(more).toEqual([]);
  expect(refunded).toMatchObject({
    name: "order.refunded",
    identity: { email: null, customerId: null },
    data: { ...about, orderId: rounded, name: "", refundedMinor: 8500, currency: "USD" },
  });
});

it.each([
  ["a payment that failed", { kind: "refund", status: "failure", amount: "10.00", currency: "EUR" }, 0],
  ["one that is under way", { kind: "refund", status: "pending", amount: "10.00", currency: "EUR" }, 0],
  ["a void", { kind: "void", status: "success", amount: "10.00", currency: "EUR" }, 0],
  ["one in yen", { kind: "refund", status: "success", amount: "1000", currency: "JPY" }, 1000],
])("%s counts for %#", (_what, transaction, refundedMinor) => {
  const [refunded] = normalise(
    delivery("refunds/create", { ...documented("refunds/create"), transactions: [transaction] }),
  );
  expect(refunded?.data).toMatchObject({ refundedMinor });
});

it("an order's id beyond 2^53 stays whole", () => {
  const text = JSON.stringify(documented("refunds/create")).replaceAll(rounded, about.orderId);
  const payload = Buffer.from(text.replaceAll(`"${about.orderId}"`, about.orderId));
  expect(normalise(delivery("refunds/create", {}, { payload }))[0]?.data).toMatchObject({ orderId: about.orderId });
});

it("fulfillment_events/create is news only once the parcel arrived", () => {
  expect(normalise(delivery("fulfillment_events/create"))).toEqual([]);
  const arrived = { ...documented("fulfillment_events/create"), status: "delivered" };
  expect(normalise(delivery("fulfillment_events/create", arrived))).toMatchObject([
    {
      name: "order.delivered",
      occurredAt: new Date("2022-01-01T00:00:00Z"),
      data: { orderId: rounded, name: "", productIds: [] },
    },
  ]);
});
