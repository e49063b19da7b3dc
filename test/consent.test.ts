import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { now } from "~/clock";
import { recordConsent } from "~/contacts/record-consent";
import { pool, transaction } from "~/db.server";
import { handleUnsubscribe } from "~/delivery/handle-unsubscribe";
import { writeConsents } from "~/worker/write-consents";
import { hours } from "~/workflows/define";
import { openWorld, type World } from "./world";

let shop: World;
beforeAll(async () => {
  shop = await openWorld();
});
afterAll(() => shop.close());

const lines = [{ handle: "dune-table-lamp", quantity: 1 }];

/** A customer who agreed, was reminded, and took themselves off the list with one click. Returns their id. */
async function unsubscribedCustomer(email: string): Promise<string> {
  const { id } = shop.sandbox.backOffice.addCustomer({ email });
  shop.sandbox.backOffice.setConsent(id, "SUBSCRIBED");
  await clickUnsubscribe(email);
  return id;
}

async function clickUnsubscribe(email: string): Promise<void> {
  shop.shopper.beginCheckout({ email, acceptsMarketing: true, lines });
  await shop.after(hours(2));
  const address = /<([^>]+)>/.exec(shop.sandbox.mailbox.to(email).at(-1)?.headers["List-Unsubscribe"] ?? "")?.[1] ?? "";
  const body = new URLSearchParams({ "List-Unsubscribe": "One-Click" });
  expect((await handleUnsubscribe(new Request(address, { method: "POST", body }))).status).toBe(200);
  await shop.settle();
}

/** Lets everything that waits for a retry be due, and tries. */
async function write(): Promise<number> {
  await pool.query("UPDATE consent_writes SET next_try_at = now() - interval '1 s' WHERE next_try_at IS NOT NULL");
  const tried = await writeConsents();
  await shop.settle();
  return tried;
}

const inShopify = (customerId: string) =>
  shop.sandbox.store.state.customers.find(({ id }) => id === customerId)?.consent.state;

async function known(email: string) {
  const { rows } = await pool.query(
    `SELECT contact_id AS "contactId", consent, consent_at AS at, consent_source AS source FROM contacts
     WHERE shop_id = $1 AND email = $2`,
    [shop.shopId, email],
  );
  return rows[0];
}

async function ledger(email: string): Promise<string[]> {
  const { rows } = await pool.query(
    `SELECT concat_ws(', ', l.state, l.source, l.wording, CASE WHEN NOT l.applied THEN 'not applied' END) AS line
     FROM consent_changes l JOIN contacts c ON c.shop_id = l.shop_id AND c.contact_id = l.contact_id
     WHERE l.shop_id = $1 AND c.email = $2 ORDER BY l.at, l.heard_at`,
    [shop.shopId, email],
  );
  return rows.map(({ line }) => line);
}

const waiting = async () =>
  (await pool.query("SELECT state, attempts, error FROM consent_writes WHERE shop_id = $1", [shop.shopId])).rows;

describe("an unsubscribe", () => {
  it("is written to Shopify even after two failures, and its echo changes nothing", async () => {
    const id = await unsubscribedCustomer("ada@example.com");
    shop.sandbox.faults.failNext("customerEmailMarketingConsentUpdate", 2);
    expect(await writeConsents()).toBe(1);
    expect(inShopify(id)).toBe("SUBSCRIBED");
    expect(await waiting()).toMatchObject(
      [{ state: "UNSUBSCRIBED", attempts: 1, error: /Internal error/ }].map((row) => ({
        ...row,
        error: expect.stringMatching(row.error),
      })),
    );
    // Not before its time.
    expect(await writeConsents()).toBe(0);
    await write();
    expect(inShopify(id)).toBe("SUBSCRIBED");
    const before = await known("ada@example.com");
    await write();
    expect(inShopify(id)).toBe("UNSUBSCRIBED");
    expect(await waiting()).toEqual([]);

    expect(await known("ada@example.com")).toEqual(before);
    expect(before).toMatchObject({ consent: "UNSUBSCRIBED", source: "unsubscribed in the mail program" });
    expect(await ledger("ada@example.com")).toEqual([
      "SUBSCRIBED, set in Shopify",
      "SUBSCRIBED, ticked the box at checkout, Email me with news and offers",
      "UNSUBSCRIBED, unsubscribed in the mail program",
    ]);
  });

  it("of a guest is kept here, and told to Shopify once they are a customer", async () => {
    await clickUnsubscribe("guest@example.com");
    expect(await write()).toBe(0);
    expect(await waiting()).toEqual([{ state: "UNSUBSCRIBED", attempts: 0, error: null }]);
    const { id } = shop.sandbox.backOffice.addCustomer({ email: "guest@example.com" });
    await shop.settle();
    expect(await write()).toBe(1);
    expect(inShopify(id)).toBe("UNSUBSCRIBED");
    expect(await waiting()).toEqual([]);
  });

  it("of a customer whom the store no longer has is kept with its reason, and not tried again", async () => {
    const id = await unsubscribedCustomer("gone@example.com");
    const { customers } = shop.sandbox.store.state;
    customers.splice(
      customers.findIndex((customer) => customer.id === id),
      1,
    );
    await write();
    expect(await waiting()).toEqual([
      { state: "UNSUBSCRIBED", attempts: 1, error: "The store no longer has this customer." },
    ]);
    expect(await write()).toBe(0);
    await pool.query("DELETE FROM consent_writes");
  });
});

describe("the newer fact", () => {
  it("is Shopify's: ours is dropped, whether its webhook came or not", async () => {
    const id = await unsubscribedCustomer("bea@example.com");
    shop.sandbox.webhooks.conduct({ hold: true });
    await shop.after({ minutes: 10 });
    shop.sandbox.backOffice.setConsent(id, "SUBSCRIBED");
    await write();
    expect(inShopify(id)).toBe("SUBSCRIBED");
    expect(await known("bea@example.com")).toMatchObject({ consent: "SUBSCRIBED", source: "set in Shopify" });
    expect(await waiting()).toEqual([]);
    shop.sandbox.webhooks.release();
    await shop.settle();
    expect(await known("bea@example.com")).toMatchObject({ consent: "SUBSCRIBED" });
  });

  it("is ours: Shopify's older one, told late, changes nothing", async () => {
    const { id } = shop.sandbox.backOffice.addCustomer({ email: "cleo@example.com" });
    await shop.settle();
    shop.sandbox.webhooks.conduct({ hold: true });
    shop.sandbox.backOffice.setConsent(id, "UNSUBSCRIBED");
    shop.sandbox.webhooks.conduct({ hold: false });
    await shop.after({ minutes: 10 });
    const { contactId } = await known("cleo@example.com");
    const yes = { contactId, state: "SUBSCRIBED", source: "chose it on the preference page", wording: "News" } as const;
    await transaction((sql) => recordConsent(sql, shop.shopId, [{ ...yes, at: now() }], now()));
    shop.sandbox.webhooks.release();
    await shop.settle();
    await write();
    expect(inShopify(id)).toBe("SUBSCRIBED");
    expect(await known("cleo@example.com")).toMatchObject({
      consent: "SUBSCRIBED",
      source: "chose it on the preference page",
    });
    expect(await ledger("cleo@example.com")).toEqual([
      "UNSUBSCRIBED, set in Shopify, not applied",
      "SUBSCRIBED, chose it on the preference page, News",
    ]);
  });
});
