import { afterAll, beforeAll, expect, it } from "vitest";
import { pool } from "~/db.server";
import { days, hours } from "~/workflows/define";
import { openWorld, type World } from "./world";

let shop: World;
beforeAll(async () => {
  shop = await openWorld();
}, 60_000);
afterAll(async () => {
  await shop.close();
  await pool.end();
});

const lines = [{ handle: "dune-table-lamp", quantity: 1 }];

/** A subscriber with an address, who left a checkout. */
async function leave(email: string, country: { countryCode: string; country: string } | null): Promise<void> {
  const { token } = shop.shopper.beginCheckout({ email, firstName: "Ada", acceptsMarketing: true, lines });
  if (country) {
    const address = { address1: "Street 1", city: "Town", zip: "8001", ...country };
    shop.shopper.updateCheckout(token, { firstName: "Ada", lastName: "L", address });
  }
  await shop.after(hours(1));
}

const swiss = { countryCode: "CH", country: "Switzerland" };
const pricesIn = async (email: string) => {
  const { rows } = await pool.query<{ prices: string[] | null }>(
    `SELECT jsonb_path_query_array(m.inputs, '$.recommendations[*].price') AS prices FROM messages m
     JOIN contacts c USING (shop_id, contact_id) WHERE c.email = $1 AND m.status = 'sent' ORDER BY m.sent_at DESC LIMIT 1`,
    [email],
  );
  return rows[0]?.prices ?? [];
};

it("who lives in another market sees its prices, who lives at home the shop's", async () => {
  await leave("swiss@example.com", swiss);
  await leave("german@example.com", { countryCode: "DE", country: "Germany" });
  const [swissPrices, germanPrices] = [await pricesIn("swiss@example.com"), await pricesIn("german@example.com")];
  expect(swissPrices.length).toBeGreaterThan(0);
  for (const price of swissPrices) expect(price).toContain("CHF");
  for (const price of germanPrices) expect(price).toContain("€");
  expect(shop.sandbox.mailbox.to("swiss@example.com")[0]?.html).toContain("CHF");
  expect(await shop.reasons("swiss@example.com")).toContainEqual(
    expect.stringContaining("prices of CH are being read"),
  );
});

it("a price is read anew after an hour, and what the market does not sell is not shown", async () => {
  const { rows } = await pool.query<{ read: Date }>("SELECT min(read_at) AS read FROM market_prices");
  for (const product of shop.sandbox.store.state.products) {
    for (const variant of product.variants) variant.priceMinor += 1_000;
  }
  await shop.after(days(1));
  await leave("swiss2@example.com", swiss);
  const { rows: after } = await pool.query<{ read: Date }>("SELECT max(read_at) AS read FROM market_prices");
  expect(after[0]?.read.getTime()).toBeGreaterThan((rows[0]?.read.getTime() ?? 0) + 3_600_000);
  await pool.query("UPDATE market_prices SET is_published = false, read_at = read_at + interval '3 hours'");
  await leave("swiss3@example.com", swiss);
  expect(await pricesIn("swiss3@example.com")).toEqual([]);
});

it("the shop's own price is shown when Shopify does not answer", async () => {
  await shop.after(hours(5));
  shop.sandbox.faults.failNext("nodes", 100);
  await leave("swiss4@example.com", swiss);
  shop.sandbox.faults.failNext("nodes", 0);
  const prices = await pricesIn("swiss4@example.com");
  expect(prices.length).toBeGreaterThan(0);
  for (const price of prices) expect(price).toContain("€");
}, 30_000);
