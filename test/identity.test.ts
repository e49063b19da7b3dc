import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { pool } from "~/db.server";
import { contactTimeline } from "~/reports/contact-timeline";
import { days, hours } from "~/workflows/define";
import { openWorld, type World } from "./world";

let shop: World;
beforeAll(async () => {
  shop = await openWorld();
});
afterAll(() => shop.close());

const lines = [{ handle: "dune-table-lamp", quantity: 1 }];
const mailsOf = (email: string) => shop.sandbox.mailbox.to(email).map(({ subject }) => subject);

/** The contact whom an address leads to. */
async function contactOf(email: string) {
  const { rows } = await pool.query(
    `SELECT c.contact_id AS "contactId", c.customer_id AS "customerId", c.email, c.first_name AS "firstName", c.tags,
       c.orders_count AS "ordersCount", c.spent_minor AS "spentMinor",
       (SELECT array_agg(value ORDER BY value) FROM contact_identities e WHERE e.shop_id = c.shop_id
         AND e.contact_id = c.contact_id AND e.kind = 'email') AS addresses
     FROM contact_identities i JOIN contacts c ON c.shop_id = i.shop_id AND c.contact_id = i.contact_id
     WHERE i.shop_id = $1 AND i.kind = 'email' AND i.value = $2`,
    [shop.shopId, email],
  );
  return rows[0];
}

async function timelineOf(email: string): Promise<string[]> {
  const { contactId } = await contactOf(email);
  const titles = new Map([["checkout-abandonment", "Checkout abandonment"]]);
  const { entries } = await contactTimeline({ shopId: shop.shopId, contactId, before: null, timezone: "UTC", titles });
  return entries.map(({ title, detail }) => [title, detail].filter(Boolean).join(": "));
}

describe("a guest who makes an account", () => {
  it("stays one contact, with what they left in the checkout, and gets one reminder", async () => {
    shop.shopper.beginCheckout({ email: "gina@example.com", acceptsMarketing: true, lines });
    await shop.settle();
    const guest = await contactOf("gina@example.com");
    expect(guest).toMatchObject({ customerId: null });

    const { id } = shop.sandbox.backOffice.addCustomer({ email: "Gina@Example.com", firstName: "Gina" });
    await shop.after(hours(2));
    expect(await contactOf("gina@example.com")).toMatchObject({
      contactId: guest.contactId,
      customerId: id,
      firstName: "Gina",
    });
    expect(mailsOf("gina@example.com")).toHaveLength(1);
  });
});

describe("a customer who orders under another address", () => {
  it("that a guest was known by: both are one contact, and one of the two runs goes on", async () => {
    const { id } = shop.sandbox.backOffice.addCustomer({ email: "ada@example.com", firstName: "Ada" });
    shop.shopper.beginCheckout({ email: "ada@example.com", acceptsMarketing: true, lines });
    await shop.after({ minutes: 5 });
    shop.shopper.beginCheckout({ email: "ada@work.example", acceptsMarketing: true, lines });
    await shop.settle();
    expect((await contactOf("ada@work.example")).contactId).not.toBe((await contactOf("ada@example.com")).contactId);

    // A subscription's renewal ends no run: what it shows is only who she is.
    shop.shopper.orderElsewhere({
      email: "ada@work.example",
      customerId: id,
      lines,
      sourceName: "subscription_contract",
    });
    await shop.settle();
    expect(await contactOf("ada@work.example")).toMatchObject({
      customerId: id,
      email: "ada@example.com",
      ordersCount: 1,
      addresses: ["ada@example.com", "ada@work.example"],
    });
    const told = await timelineOf("ada@example.com");
    expect(told).toContain("Merged with ada@work.example: A webhook showed that both are one person.");
    expect(told.join("\n")).toContain(
      "Ended: another run of this workflow goes on, because two contacts turned out to be one person.",
    );
    expect(told.filter((line) => line.startsWith("Was at checkout"))).toHaveLength(2);

    await shop.after(hours(2));
    expect([mailsOf("ada@example.com"), mailsOf("ada@work.example")].map((mails) => mails.length)).toEqual([1, 0]);
  });

  it("that another customer has: two contacts, as before", async () => {
    const { token } = shop.shopper.beginCheckout({ email: "dora@example.com", acceptsMarketing: true, lines });
    shop.sandbox.backOffice.addCustomer({ email: "dora@example.com" });
    shop.shopper.buy(token, { email: "dora@work.example" });
    await shop.settle();
    const [home, work] = [await contactOf("dora@example.com"), await contactOf("dora@work.example")];
    expect(home.customerId).not.toBe(work.customerId);
    expect([home.ordersCount, work.ordersCount]).toEqual([0, 1]);
  });
});

describe("what is known of a contact", () => {
  it("counts an order until it is cancelled", async () => {
    const { token } = shop.shopper.beginCheckout({ email: "cleo@example.com", acceptsMarketing: false, lines });
    const { orderId } = shop.shopper.buy(token);
    await shop.settle();
    const bought = await contactOf("cleo@example.com");
    expect(bought.ordersCount).toBe(1);
    expect(bought.spentMinor).toBeGreaterThan(0);

    shop.sandbox.backOffice.cancelOrder(orderId);
    await shop.settle();
    expect(await contactOf("cleo@example.com")).toMatchObject({ ordersCount: 0, spentMinor: 0 });
    expect((await timelineOf("cleo@example.com")).join("\n")).toMatch(/Order #\d+ was cancelled/);
  });

  it("follows the store's tags, in whatever order they are told", async () => {
    const { id } = shop.sandbox.backOffice.addCustomer({ email: "tom@example.com" });
    await shop.settle();
    shop.sandbox.webhooks.conduct({ hold: true });
    shop.sandbox.backOffice.tag(id, ["VIP", "wholesale"]);
    await shop.after({ minutes: 1 });
    shop.sandbox.webhooks.conduct({ hold: false });
    shop.sandbox.backOffice.untag(id, ["wholesale"]);
    await shop.settle();
    shop.sandbox.webhooks.release();
    await shop.settle();
    expect((await contactOf("tom@example.com")).tags).toEqual(["VIP"]);
  });
});

it("a checkout that nobody was named at comes along once its shopper says who they are", async () => {
  const { token } = shop.shopper.beginCheckout({ email: null, acceptsMarketing: false, lines });
  await shop.after({ minutes: 3 });
  shop.shopper.updateCheckout(token, { email: "nina@example.com" });
  await shop.after(days(1));
  expect((await timelineOf("nina@example.com")).filter((line) => line.startsWith("Was at checkout"))).toHaveLength(2);
});
