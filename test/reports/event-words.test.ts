import { expect, test } from "vitest";
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

test("an event of another time is shown by its name, not hidden", () => {
  expect(tellEvent("order.created", { shape: "of old" })).toEqual({ title: "order.created", detail: null });
  expect(tellEvent("product.viewed", {})).toEqual({ title: "product.viewed", detail: null });
});
