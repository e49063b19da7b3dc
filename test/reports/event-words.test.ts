import { expect, test } from "vitest";
import type { EventName } from "~/events/event";
import { tellEvent } from "~/reports/event-words";

const lines = [
  { title: "Linen Shirt", quantity: 2 },
  { title: "Stoneware Mug", quantity: 1 },
];

test("a checkout is told with what is in it and what it costs", () => {
  const data = { currency: "EUR", totalMinor: 5980, lines, completedAt: null, channel: "online" };
  expect(tellEvent("checkout.updated", data)).toEqual({
    title: "Was at checkout",
    detail: "2 × Linen Shirt, 1 × Stoneware Mug · €59.80",
  });
});

test("money without decimals stays without them", () => {
  const data = { currency: "JPY", totalMinor: 1200, lines, name: "#7", channel: "pos" };
  expect(tellEvent("order.created", data)).toEqual({
    title: "Ordered #7 at a till",
    detail: "2 × Linen Shirt, 1 × Stoneware Mug · ¥1,200",
  });
});

test("a long basket is cut, and says so", () => {
  const many = Array.from({ length: 5 }, (_, index) => ({ title: `Mug ${index}`, quantity: 1 }));
  const data = { currency: "EUR", totalMinor: 100, lines: many, completedAt: null, channel: "online" };
  expect(tellEvent("checkout.updated", data).detail).toBe("1 × Mug 0, 1 × Mug 1, 1 × Mug 2 and 2 more · €1.00");
});

test("consent is told with where it comes from", () => {
  const data = { state: "SUBSCRIBED", at: "2026-11-01T00:00:00Z", source: "ticked the box at checkout" };
  expect(tellEvent("consent.changed", data)).toEqual({
    title: "Agreed to marketing e-mails",
    detail: "ticked the box at checkout",
  });
});

const orderReference = { orderId: "1", name: "#1042", productIds: [] };
const wantedProduct = { productId: "7", variantId: null, title: "Dune Table Lamp", wanted: "asked" } as const;

test.each<[EventName, object, string, string | null]>([
  ["order.fulfilled", orderReference, "Order #1042 was sent off", null],
  ["order.delivered", orderReference, "Order #1042 was delivered", null],
  ["order.cancelled", orderReference, "Order #1042 was cancelled", null],
  ["order.refunded", { ...orderReference, refundedMinor: 1990, currency: "EUR" }, "Order #1042 was refunded", "€19.90"],
  [
    "cart.updated",
    { token: "t", currency: "EUR", totalMinor: 5980, lines },
    "Changed the cart",
    "2 × Linen Shirt, 1 × Stoneware Mug · €59.80",
  ],
  ["cart.updated", { token: "t", currency: null, totalMinor: null, lines: [] }, "Emptied the cart", "Nothing in it"],
  ["stock.requested", { productId: "7", variantId: null }, "Asked to be told when Dune Table Lamp is back", null],
  ["product.restocked", wantedProduct, "Dune Table Lamp can be bought again", "They asked to be told."],
  [
    "price.dropped",
    { ...wantedProduct, beforeMinor: 9900, nowMinor: 7900, currency: "EUR" },
    "Dune Table Lamp costs less: €79.00, before €99.00",
    "They asked to be told.",
  ],
  [
    "replenishment.due",
    { productId: "7", title: "Lamp oil", orderedAt: "2026-10-01", everyDays: 30 },
    "Lamp oil is probably used up",
    "It is bought again every 30 days.",
  ],
  [
    "contact.inactive",
    { lastOrderAt: "2026-01-01", expectedDays: 60, orders: 2 },
    "Has stayed away for long",
    "After 2 orders another was to be expected within 60 days.",
  ],
  ["date.reached", { date: "birthday", on: "2026-11-23", years: null }, "Had a birthday", null],
  [
    "date.reached",
    { date: "first-order-anniversary", on: "2026-11-23", years: 1 },
    "Anniversary of the first order",
    "After 1 year",
  ],
  ["question.answered", { messageId: "m", answer: "a-gift" }, "Answered “a gift” in the mail", null],
  [
    "contact.noted",
    { workflowId: "w", step: "rug-lover" },
    "A workflow noted something in their profile",
    "Step “rug lover”",
  ],
])("%s is told", (name, data, title, detail) => {
  expect(tellEvent(name, data, new Map([["7", "Dune Table Lamp"]]))).toEqual({ title, detail });
});

test("an event of another time is shown by its name, not hidden", () => {
  expect(tellEvent("order.created", { shape: "of old" })).toEqual({ title: "order.created", detail: null });
  expect(tellEvent("product.viewed", {})).toEqual({ title: "product.viewed", detail: null });
});
