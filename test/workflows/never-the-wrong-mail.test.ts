import { createServer, type Server } from "node:http";
import fc from "fast-check";
import { afterAll, beforeAll, expect, it } from "vitest";
import { z } from "zod";
import { moveClock, now } from "~/clock";
import { pool } from "~/db.server";
import { seal } from "~/delivery/secret";
import { env } from "~/env.server";
import { storeDelivery } from "~/events/inbox-writer";
import { advanceClock, drain } from "~/worker/advance-clock";
import { presets } from "~/workflows/presets/presets";
import { aShopWith, whatIsWritten } from "./a-shop-with";
import { later, noon } from "./happenings";

/** All presets on, random people, webhooks and clocks: what SendGrid is handed is looked at as it arrives. */

const mailToSend = z.object({
  personalizations: z.tuple([z.object({ custom_args: z.object({ message_id: z.string() }) })]),
});

interface AtSending {
  readonly step: string;
  readonly workflowId: string;
  readonly class: string;
  readonly consent: string;
  readonly suppressed: boolean;
  readonly ordered: boolean;
  readonly inADay: number;
  readonly inAWeek: number;
}

const handed: { readonly messageId: string; readonly then: AtSending | null }[] = [];

let sendgrid: Server;
beforeAll(async () => {
  moveClock(noon);
  sendgrid = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", async () => {
      const { personalizations } = mailToSend.parse(JSON.parse(Buffer.concat(chunks).toString()));
      const messageId = personalizations[0].custom_args.message_id;
      handed.push({ messageId, then: await atSending(messageId) });
      response.writeHead(202, { "x-message-id": `mail-${handed.length}` }).end();
    });
  });
  await new Promise<void>((resolve) =>
    sendgrid.listen(Number(new URL(env.SENDGRID_BASE_URL).port), "127.0.0.1", resolve),
  );
});
afterAll(() => new Promise((resolve) => sendgrid.close(resolve).closeAllConnections()));

/** What the database knows at this moment of somebody to whom a mail is going out. */
async function atSending(messageId: string): Promise<AtSending | null> {
  const { rows } = await pool.query<AtSending>(
    `SELECT m.workflow_id AS "workflowId", m.step, m.class, c.consent,
        EXISTS (SELECT 1 FROM suppressions s WHERE s.shop_id = m.shop_id AND s.email = c.email) AS suppressed,
        EXISTS (SELECT 1 FROM orders o WHERE o.shop_id = m.shop_id AND (
          o.checkout_token = r.state->'about'->>'checkoutToken' OR o.cart_token = r.state->'about'->>'cartToken' OR (
            o.placed_at >= r.triggered_at AND o.channel <> 'subscription' AND (o.contact_id = m.contact_id OR o.email = c.email))))
          AS ordered,
        (SELECT count(*) FROM messages n WHERE n.shop_id = m.shop_id AND n.contact_id = m.contact_id AND n.class = 'marketing'
          AND n.left_at > m.left_at - interval '24 hours') AS "inADay",
        (SELECT count(*) FROM messages n WHERE n.shop_id = m.shop_id AND n.contact_id = m.contact_id AND n.class = 'marketing'
          AND n.left_at > m.left_at - interval '7 days') AS "inAWeek"
      FROM messages m JOIN runs r USING (shop_id, run_id) JOIN contacts c ON c.shop_id = m.shop_id AND c.contact_id = m.contact_id
      WHERE m.message_id = $1 AND m.status = 'sending'`,
    [messageId],
  );
  return rows[0] ?? null;
}

interface Told {
  readonly kind: "told";
  readonly topic: string;
  readonly payload: (at: string) => object;
}
type Move = Told | { readonly kind: "pass"; readonly minutes: number };

const person = fc.integer({ min: 1, max: 2 });
const email = (who: number) => `person-${who}@example.com`;
const lines = [{ id: 1, product_id: 11, variant_id: 12, title: "Lamp", quantity: 1, price: "19.90" }];
const customer = (id: number) => ({ id, email: email(id) });
const told = (topic: string, payload: (at: string) => object): Told => ({ kind: "told", topic, payload });

const checkout = fc.record({ who: person, token: fc.nat(1), accepts: fc.boolean() }).map(({ who, token, accepts }) =>
  told("checkouts/update", (at) => ({
    token: `checkout-${token}`,
    cart_token: `cart-${token}`,
    email: email(who),
    buyer_accepts_marketing: accepts,
    created_at: at,
    updated_at: at,
    source_name: "web",
    abandoned_checkout_url: `https://shop.example/recover/${token}`,
    currency: "EUR",
    total_price: "19.90",
    line_items: lines,
    customer: customer(who),
  })),
);

const order = fc
  .record({ who: person, number: fc.integer({ min: 1, max: 4 }), token: fc.option(fc.nat(1)), isRenewal: fc.boolean() })
  .map(({ who, number, token, isRenewal }) =>
    told("orders/create", (at) => ({
      id: number,
      name: `#${number}`,
      email: email(who),
      checkout_token: token === null ? null : `checkout-${token}`,
      source_name: isRenewal ? "subscription_contract" : "web",
      currency: "EUR",
      total_price: "19.90",
      created_at: at,
      updated_at: at,
      line_items: lines,
      customer: customer(who),
    })),
  );

const signUp = person.map((who) => told("customers/create", (at) => ({ ...customer(who), updated_at: at })));

const consent = fc
  .record({ who: person, state: fc.constantFrom("subscribed", "subscribed", "unsubscribed") })
  .map(({ who, state }) =>
    told("customers_email_marketing_consent/update", (at) => ({
      customer_id: who,
      email_address: email(who),
      email_marketing_consent: { state, consent_updated_at: at },
    })),
  );

const pass = fc.oneof(fc.nat(90), fc.nat(3_000)).map((minutes): Move => ({ kind: "pass", minutes }));

const life: fc.Arbitrary<Move[]> = fc.array(
  fc.oneof(
    { weight: 4, arbitrary: checkout },
    { weight: 1, arbitrary: order },
    { weight: 1, arbitrary: signUp },
    { weight: 2, arbitrary: consent },
    { weight: 4, arbitrary: pass },
  ),
  { minLength: 3, maxLength: 14 },
);

/** Lives it in a shop of its own, each delivery told so often; returns what is written at the end, by address. */
async function live(moves: readonly Move[], times: number): Promise<unknown> {
  const from = now();
  const shopId = await aShopWith(presets);
  await pool.query(
    `UPDATE shops SET name = 'Lamps', sender_name = 'Lamps', sender_email = 'hello@lamps.example', storefront_url = 'https://lamps.example',
        postal_address = '1 Lane, Berlin', sendgrid_key = $2 WHERE shop_id = $1`,
    [shopId, seal(shopId, "SG.sandbox-key")],
  );
  let at = from;
  for (const [index, move] of moves.entries()) {
    if (move.kind === "pass") {
      at = later(move.minutes / 60, at);
      await advanceClock(at);
      continue;
    }
    for (let time = 0; time < times; time += 1) {
      await storeDelivery({
        shopId,
        source: "shopify",
        deliveryId: `delivery-${index}`,
        topic: move.topic,
        eventId: `event-${index}`,
        apiVersion: "2026-10",
        triggeredAt: at,
        receivedAt: at,
        payload: Buffer.from(JSON.stringify(move.payload(at.toISOString()))),
      });
      if (time === 0) await drain();
    }
  }
  await drain();
  const written = await byAddress(shopId, from);
  // Done with: a shop of another case is not to be woken by this clock.
  await pool.query("UPDATE shops SET uninstalled_at = opened_at WHERE shop_id = $1", [shopId]);
  await pool.query("DELETE FROM runs WHERE shop_id = $1", [shopId]);
  await pool.query("DELETE FROM messages WHERE shop_id = $1", [shopId]);
  return written;
}

async function byAddress(shopId: number, _from: Date): Promise<unknown> {
  const { rows } = await pool.query<{ contactId: string; email: string }>(
    `SELECT contact_id AS "contactId", coalesce(email, customer_id, '') AS email FROM contacts WHERE shop_id = $1`,
    [shopId],
  );
  const nameless = (row: unknown) =>
    rows.reduce((text, { contactId, email }) => text.replaceAll(contactId, email), JSON.stringify(row));
  return Object.entries(await whatIsWritten(shopId)).map(([table, written]) => [table, written.map(nameless).sort()]);
}

it("no marketing without agreement, no reminder of what was bought, no more than may be, and each mail once", async () => {
  await fc.assert(
    fc.asyncProperty(life, async (moves) => {
      const before = handed.length;
      await live([...moves, { kind: "pass", minutes: 3_000 }], 1);
      for (const { messageId, then } of handed.slice(before)) {
        expect({ messageId, isSending: then !== null }).toEqual({ messageId, isSending: true });
        if (then?.class !== "marketing") continue;
        expect(then).toMatchObject({ consent: "SUBSCRIBED", suppressed: false });
        if (/abandonment/.test(then.workflowId)) expect(then).toMatchObject({ ordered: false });
        expect(then.inADay).toBeLessThanOrEqual(1);
        expect(then.inAWeek).toBeLessThanOrEqual(3);
      }
    }),
    { numRuns: 25 },
  );
  expect(new Set(handed.map(({ messageId }) => messageId)).size).toBe(handed.length);
  expect(handed.length).toBeGreaterThan(10);
}, 120_000);

it("deliveries that are told twice change nothing", async () => {
  await fc.assert(
    fc.asyncProperty(life, async (moves) => {
      const start = now();
      const once = await live(moves, 1);
      moveClock(start);
      expect(await live(moves, 2)).toEqual(once);
    }),
    { numRuns: 10 },
  );
}, 120_000);
