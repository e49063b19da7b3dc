import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { now } from "~/clock";
import { pool, transaction } from "~/db.server";
import { lockOffers, takeCodes } from "~/offers/give-codes";
import { saveOfferRules } from "~/offers/offer-rules";
import { termsKey, termsOf } from "~/offers/offer-terms";
import { weighOffers } from "~/offers/offer-trials";
import { offerTestReport } from "~/reports/offer-test";
import { hours } from "~/workflows/define";
import type { Incentive, UniqueIncentive } from "~/workflows/definition";
import { changeWorkflow } from "~/workflows/settings";
import { openWorld, type World } from "./world";

let shop: World;
beforeAll(async () => {
  shop = await openWorld();
}, 60_000);
afterAll(async () => {
  await shop.close();
  await pool.end();
});

const offer: UniqueIncentive = { kind: "unique", percent: 10, validFor: { days: 3 }, whenMintFails: "send-without" };
const lines = [{ handle: "dune-table-lamp", quantity: 1 }];

/** Sets what the first reminder offers. */
async function reminderOffers(incentive: Incentive | null): Promise<void> {
  const changed = await changeWorkflow(shop.shopId, "checkout-abandonment", {
    steps: { reminder: { kind: "send", incentive } },
  });
  expect(changed.ok).toBe(true);
}

/** Somebody leaves a checkout, and an hour later the reminder is due. */
async function leave(...emails: string[]): Promise<void> {
  for (const email of emails) shop.shopper.beginCheckout({ email, firstName: "Ada", acceptsMarketing: true, lines });
  await shop.after(hours(1));
}

const mailTo = (email: string) => shop.sandbox.mailbox.to(email).at(-1);
const CODE = /[A-HJKMNP-Z2-9]{5}-[A-HJKMNP-Z2-9]{5}/;
const codeIn = (email: string) => CODE.exec(mailTo(email)?.text ?? "")?.[0] ?? null;
const rules = { perContact: "1", perMonth: "", notToBuyersWithinDays: "", notToHighIntent: "false", testPercent: "" };

describe("a code of one's own", () => {
  it("is made in Shopify, mailed, and good for one order", async () => {
    await reminderOffers(offer);
    await leave("ada@example.com", "bob@example.com");
    const [ada, bob] = [codeIn("ada@example.com"), codeIn("bob@example.com")];
    expect(ada).toMatch(CODE);
    expect(bob).toMatch(CODE);
    expect(ada).not.toBe(bob);
    expect(mailTo("ada@example.com")?.text).toContain("10% off");
    expect(await shop.reasons("ada@example.com")).toContainEqual(
      expect.stringContaining(`With a code of their own: ${ada}, good until`),
    );
    expect(shop.sandbox.store.state.discounts).toHaveLength(1);

    const { token } = shop.shopper.beginCheckout({ email: "ada@example.com", acceptsMarketing: true, lines });
    shop.shopper.enterCode(token, (ada ?? "").toLowerCase());
    const { orderName } = shop.shopper.buy(token);
    await shop.settle();
    const { rows } = await pool.query(
      `SELECT o.name, d.code, d.amount_minor AS off FROM order_discounts d JOIN orders o USING (shop_id, order_id)`,
    );
    const price = shop.sandbox.store.product("dune-table-lamp").variants[0]?.priceMinor ?? 0;
    expect(rows).toEqual([{ name: orderName, code: ada, off: price / 10 }]);

    const again = shop.shopper.beginCheckout({ email: "cleo@example.com", acceptsMarketing: false, lines });
    expect(() => shop.shopper.enterCode(again.token, ada ?? "")).toThrow("has been used already");
  });

  it("is given once within 30 days to one contact, and no more than the shop's cap of a month", async () => {
    await leave("twice@example.com");
    expect(codeIn("twice@example.com")).toMatch(CODE);
    await shop.after({ days: 8 });
    await leave("twice@example.com");
    expect(shop.sandbox.mailbox.to("twice@example.com").length).toBeGreaterThan(1);
    expect(codeIn("twice@example.com")).toBeNull();
    expect(await shop.reasons("twice@example.com")).toContain(
      "Without the offer: has had 1 personal code within 30 days, which is the most.",
    );

    const { rows } = await pool.query(
      `SELECT count(*)::int AS given FROM offer_codes WHERE message_id IS NOT NULL
         AND given_at >= date_trunc('month', $1::timestamptz, 'Europe/Berlin')`,
      [now()],
    );
    await saveOfferRules(shop.shopId, { ...rules, perMonth: String(rows[0].given + 1) });
    await leave("month-1@example.com", "month-2@example.com");
    const codes = [codeIn("month-1@example.com"), codeIn("month-2@example.com")];
    expect(codes.filter((code) => code !== null)).toHaveLength(1);
    await saveOfferRules(shop.shopId, rules);
  });

  it("is not for those who buy anyway, nor for other countries, when the merchant says so", async () => {
    await saveOfferRules(shop.shopId, { ...rules, notToBuyersWithinDays: "60" });
    const { token } = shop.shopper.beginCheckout({ email: "buyer@example.com", acceptsMarketing: true, lines });
    const { orderName } = shop.shopper.buy(token);
    await shop.after({ days: 8 });
    await leave("buyer@example.com");
    expect(codeIn("buyer@example.com")).toBeNull();
    expect(await shop.reasons("buyer@example.com")).toContainEqual(
      expect.stringContaining(`Without the offer: likely to buy anyway: ordered ${orderName} without a code`),
    );
    await saveOfferRules(shop.shopId, rules);

    await reminderOffers({ ...offer, onlyIn: ["CH"] });
    await leave("nowhere@example.com");
    expect(await shop.reasons("nowhere@example.com")).toContain(
      "Without the offer: it is for some countries, and theirs is not known.",
    );
    await reminderOffers(offer);
  });
});

describe("a test of what codes bring", () => {
  const testing = { ...rules, testPercent: "50" };

  it("leaves about half without by chance, says so on their page, and counts both", async () => {
    await saveOfferRules(shop.shopId, testing);
    const emails = Array.from({ length: 16 }, (_, n) => `tested-${n}@example.com`);
    await leave(...emails);
    const without = emails.filter((email) => codeIn(email) === null);
    // By chance alone all of 16 would be on one side once in 30,000 times.
    expect(without.length).toBeGreaterThan(0);
    expect(without.length).toBeLessThan(16);
    expect(await shop.reasons(without[0] ?? "")).toContain(
      "Without the offer: one of the 50% by whom you test what codes bring.",
    );
    const { rows } = await pool.query("SELECT has_code, count(*)::int FROM offer_trials GROUP BY 1 ORDER BY 1");
    expect(rows).toEqual([
      { has_code: false, count: without.length },
      { has_code: true, count: 16 - without.length },
    ]);
    await saveOfferRules(shop.shopId, rules);
  });

  it("once it is clear that they cost more than they bring, gives none to those likely to buy anyway", async () => {
    // Half a year in which they bought as often with a code as without, and paid less.
    await pool.query(
      `WITH past AS (SELECT gen_random_uuid() AS id, n, n % 2 = 0 AS has_code FROM generate_series(1, 2000) n),
        mails AS (INSERT INTO messages (shop_id, message_id, contact_id, workflow_id, version, run_id, step, template, class,
            status, send_at, useful_until, created_at, left_at)
          SELECT $1, id, id, 'checkout-abandonment', 1, id, 'reminder', 'checkout-reminder', 'marketing', 'sent', t, t, t, t
          FROM past, (SELECT $2::timestamptz - interval '60 days' AS t) b),
        trials AS (INSERT INTO offer_trials (shop_id, message_id, contact_id, is_likely, has_code, at)
          SELECT $1, id, id, true, has_code, $2::timestamptz - interval '60 days' FROM past)
      INSERT INTO orders (shop_id, order_id, name, contact_id, channel, placed_at, updated_at, source_order, currency, total_minor)
        SELECT $1, 'past-' || n, '#p' || n, id, 'online', $2::timestamptz - interval '58 days', $2, 'a', 'EUR',
          CASE WHEN has_code THEN 8000 ELSE 10000 END
        FROM past WHERE n % 4 < 2`,
      [shop.shopId, now()],
    );
    await saveOfferRules(shop.shopId, { ...testing, testPercent: "1" });
    expect(await weighOffers(now())).toBe(1);
    expect(await weighOffers(now())).toBe(0);
    const { rows } = (await offerTestReport({ shopId: shop.shopId, currency: "EUR" })) ?? expect.unreachable();
    expect(rows[0]).toMatchObject({
      withCode: { shoppers: 1_000, bought: "50%", paid: "€40.00" },
      without: { shoppers: 1_000, bought: "50%", paid: "€50.00" },
      difference: expect.stringMatching(/^−\u2060€10\.00, between −\u2060€\d+\.\d\d and −\u2060€\d\.\d\d$/),
      verdict: "They pay less with a code and buy no more: they get none from now on.",
    });
    const { token } = shop.shopper.beginCheckout({ email: "regular@example.com", acceptsMarketing: true, lines });
    shop.shopper.buy(token);
    await shop.after({ days: 8 });
    await leave("regular@example.com", "newcomer@example.com");
    expect(await shop.reasons("regular@example.com")).toContain(
      "Without the offer: likely to buy anyway, and the test of your codes says that such shoppers buy as much without.",
    );
    expect(codeIn("newcomer@example.com")).toMatch(CODE);
    await saveOfferRules(shop.shopId, rules);
  });
});

describe("when Shopify makes no code", () => {
  const failing: UniqueIncentive = { ...offer, percent: 15 };

  it("a passing failure is waited out", async () => {
    await reminderOffers(failing);
    shop.sandbox.faults.failNext("discountCodeBasicCreate", 1);
    await leave("passing@example.com");
    expect(codeIn("passing@example.com")).toMatch(CODE);
  });

  it("the mail goes without the offer, or waits until there is one, as set", async () => {
    await reminderOffers({ ...failing, percent: 20 });
    shop.sandbox.faults.failNext("discountCodeBasicCreate", 3);
    await leave("without@example.com");
    expect(mailTo("without@example.com")?.subject).toBeTruthy();
    expect(codeIn("without@example.com")).toBeNull();
    expect(await shop.reasons("without@example.com")).toContainEqual(
      expect.stringContaining("Without the offer: Shopify made no code for it"),
    );

    await reminderOffers({ ...failing, percent: 25, whenMintFails: "defer" });
    shop.sandbox.faults.failNext("discountCodeBasicCreate", 3);
    await leave("waits@example.com");
    expect(mailTo("waits@example.com")).toBeUndefined();
    expect(await shop.reasons("waits@example.com")).toContainEqual(
      expect.stringContaining("Put off: Shopify made no code for it"),
    );
    await pool.query("UPDATE offers SET next_try_at = clock_timestamp() WHERE next_try_at IS NOT NULL");
    await shop.settle();
    expect(codeIn("waits@example.com")).toMatch(CODE);
  }, 30_000);
});

describe("codes of a pool", () => {
  const terms = termsOf({ ...offer, percent: 33 }, "EUR");
  const take = (ids: readonly string[], andThen?: () => never) =>
    transaction(async (sql) => {
      const open = (await lockOffers(sql, shop.shopId, [terms], "Europe/Berlin", now())).get(termsKey(terms));
      if (!open) throw new Error("It was opened just now.");
      const taken = await takeCodes(sql, shop.shopId, open, ids, now());
      andThen?.();
      return taken;
    });
  const id = (number: number) => `019ab000-0000-7000-8000-${String(number).padStart(12, "0")}`;

  it("are given to one mail each, by however many workers, and a kill before the commit gives none", async () => {
    expect(await take([id(1)])).toEqual(new Map());
    await shop.settle();
    const killed = take([id(2)], () => {
      throw new Error("killed");
    });
    await expect(killed).rejects.toThrow("killed");
    const batches = await Promise.all([take([id(1), id(2)]), take([id(3), id(4)]), take([id(5)])]);
    const codes = batches.flatMap((batch) => [...batch.values()]);
    expect(codes).toHaveLength(5);
    expect(new Set(codes).size).toBe(5);
    const { rows } = await pool.query("SELECT code FROM offer_codes WHERE message_id = ANY($1::uuid[])", [
      [1, 2, 3, 4, 5].map(id),
    ]);
    expect(rows.map(({ code }) => code).sort()).toEqual(codes.sort());
  });
});
