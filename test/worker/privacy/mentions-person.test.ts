import { expect, it } from "vitest";
import type { Person } from "~/worker/privacy/find-person";
import { mentionsPerson } from "~/worker/privacy/mentions-person";
import { samplePayload } from "../../sample-payload";

const person: Person = {
  contactIds: ["019ab000-0000-7000-8000-000000000001"],
  otherContactIds: [],
  customerIds: ["191167"],
  emails: ["ada@example.com"],
  orderIds: ["820982911946154508"],
  tokens: ["tok-1"],
  visitors: ["browser-1"],
};

const mentions = (topic: string, body: unknown) =>
  mentionsPerson(person, { topic, payload: Buffer.from(typeof body === "string" ? body : JSON.stringify(body)) });

it.each([
  ["an address anywhere, in whatever case", "checkouts/update", { note: "call Ada@Example.com first" }],
  ["the customer's number", "orders/create", { customer: { id: 191167 } }],
  ["the customer's number as a field", "customers_email_marketing_consent/update", { customer_id: 191167 }],
  ["the customer's own topic", "customers/update", { id: 191167 }],
  ["the customer's global id", "x/y", { about: ["gid://shopify/Customer/191167"] }],
  ["an order beyond 2^53", "orders/create", '{"id": 820982911946154508}'],
  ["a checkout's token", "checkouts/update", { token: "tok-1" }],
  ["our own id", "consent/unsubscribed", { contactId: "019ab000-0000-7000-8000-000000000001" }],
  ["bytes that are no JSON", "orders/create", "{ ada@example.com"],
  ["a number in bytes that are no JSON", "orders/create", '{"id":191167,'],
])("is found by %s", (_by, topic, body) => {
  expect(mentions(topic, body)).toBe(true);
});

it.each([
  ["their number is somebody's price", "orders/create", { line_items: [{ id: 191167, price: "191167" }] }],
  ["an order has the number of their account", "orders/create", { id: 191167 }],
  ["a longer number holds theirs", "orders/create", '{"id": 1911670,'],
  ["it is another person's", "customers/update", { ...samplePayload("customers/update"), email: "bob@example.com" }],
  ["an address ends like theirs", "x/y", { email: "ada@example.co" }],
])("is not found where %s", (_why, topic, body) => {
  expect(mentions(topic, body)).toBe(false);
});
