import fc from "fast-check";
import type { Delivery } from "~/events/delivery";

/**
 * Streams of webhooks about three customers of two addresses each and a guest, as Shopify may send them: an
 * address is one customer's, checkouts and orders name a customer or do not, and a token is used by anybody.
 */

const start = Date.parse("2026-11-20T00:00:00Z");
const time = (minute: number) => new Date(start + minute * 60_000).toISOString();

const minute = fc.integer({ min: 0, max: 12 });
const person = fc.integer({ min: 0, max: 2 });
const address = fc.integer({ min: 0, max: 1 });
const name = fc.option(fc.constantFrom("Ada", "Bea", "Cleo"));
const email = (who: number, which: number) => `person${who}.${which}@example.com`;

type Told = { readonly topic: string; readonly at: number; readonly payload: object };

const customer = fc.record({ person, address, minute, name, country: fc.constantFrom("DE", "FR") }).map(
  (one): Told => ({
    topic: "customers/update",
    at: one.minute,
    payload: customerOf(one.person, email(one.person, one.address), one.name, one),
  }),
);

const checkout = fc
  .record({
    person,
    address: fc.option(address),
    isNamed: fc.boolean(),
    minute,
    name,
    token: fc.integer({ min: 0, max: 2 }),
    accepts: fc.boolean(),
  })
  .map((one): Told => {
    const mail = one.address === null ? null : email(one.person, one.address);
    return {
      topic: "checkouts/update",
      at: one.minute,
      payload: {
        token: `token${one.token}`,
        cart_token: null,
        email: mail,
        buyer_accepts_marketing: one.accepts,
        created_at: time(one.minute - 1),
        updated_at: time(one.minute),
        currency: "EUR",
        total_price: "10.00",
        line_items: [],
        customer_locale: "de",
        shipping_address: { first_name: one.name },
        customer: one.isNamed && mail ? customerOf(one.person, mail, one.name, one) : null,
      },
    };
  });

const order = fc
  .record({ person, address, isNamed: fc.boolean(), minute, name, order: fc.integer({ min: 1, max: 3 }) })
  .map(
    (one): Told => ({
      topic: one.order % 2 ? "orders/create" : "orders/updated",
      at: one.minute,
      payload: {
        id: one.person * 10 + one.order,
        name: `#${one.order}`,
        email: email(one.person, one.address),
        checkout_token: `token${one.order - 1}`,
        currency: "EUR",
        total_price: `${one.minute}.00`,
        created_at: time(-60),
        updated_at: time(one.minute),
        line_items: [],
        customer: one.isNamed ? customerOf(one.person, email(one.person, one.address), one.name, one) : null,
      },
    }),
  );

const consent = fc
  .record({
    person,
    address,
    minute,
    state: fc.constantFrom("subscribed", "unsubscribed", "pending", "not_subscribed", "invalid"),
  })
  .map(
    (one): Told => ({
      topic: "customers_email_marketing_consent/update",
      at: one.minute,
      payload: {
        customer_id: one.person + 1,
        email_address: email(one.person, one.address),
        email_marketing_consent: { state: one.state, consent_updated_at: time(one.minute) },
      },
    }),
  );

const tags = fc
  .record({ person, minute, isAdded: fc.boolean(), tags: fc.subarray(["VIP", "wholesale"], { minLength: 1 }) })
  .map(
    (one): Told => ({
      topic: one.isAdded ? "customer.tags_added" : "customer.tags_removed",
      at: one.minute,
      payload: { customerId: `gid://shopify/Customer/${one.person + 1}`, tags: one.tags, occurredAt: time(one.minute) },
    }),
  );

function customerOf(who: number, mail: string, firstName: string | null, { minute: at }: { minute: number }) {
  return {
    id: who + 1,
    email: mail,
    first_name: firstName,
    last_name: null,
    updated_at: time(at),
    default_address: { country_code: at % 2 ? "DE" : "FR" },
  };
}

const guest = fc.record({ minute, accepts: fc.boolean() }).map(
  (one): Told => ({
    topic: "checkouts/create",
    at: one.minute,
    payload: {
      token: "token-of-guest",
      email: "guest@example.com",
      buyer_accepts_marketing: one.accepts,
      created_at: time(one.minute),
      updated_at: time(one.minute),
      currency: "EUR",
      total_price: "10.00",
      line_items: [],
    },
  }),
);

/** A stream in the order in which it happened, each delivery with an id of its own. */
export const stream: fc.Arbitrary<Delivery[]> = fc
  .array(fc.oneof(customer, checkout, checkout, order, consent, tags, guest), { minLength: 1, maxLength: 14 })
  .map((tellings) =>
    tellings
      .toSorted((one, other) => one.at - other.at)
      .map(({ topic, at, payload }, index) => ({
        source: "shopify",
        deliveryId: `delivery-${index}`,
        topic,
        eventId: `${String(index).padStart(8, "0")}-event`,
        triggeredAt: new Date(start + at * 60_000 + index),
        payload: Buffer.from(JSON.stringify(payload)),
      })),
  );

/** The stream as it happened, and as it arrived: twice each, in any order, cut into batches. */
export const disorder: fc.Arbitrary<{ inOrder: Delivery[]; batches: Delivery[][] }> = stream.chain((inOrder) => {
  const twice = [...inOrder, ...inOrder];
  return fc
    .tuple(
      fc.shuffledSubarray(twice, { minLength: twice.length, maxLength: twice.length }),
      fc.array(fc.integer({ min: 1, max: 6 }), { minLength: 1 }),
    )
    .map(([shuffled, sizes]) => ({ inOrder, batches: cut(shuffled, sizes) }));
});

function cut<T>(items: readonly T[], sizes: readonly number[]): T[][] {
  const batches: T[][] = [];
  for (let from = 0, turn = 0; from < items.length; turn += 1) {
    const size = sizes[turn % sizes.length] ?? 1;
    batches.push(items.slice(from, from + size));
    from += size;
  }
  return batches;
}
