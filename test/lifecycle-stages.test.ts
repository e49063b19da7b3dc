import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { moveClock, now } from "~/clock";
import { keptThresholds } from "~/contacts/kept-thresholds";
import { pool } from "~/db.server";
import { contactProfile } from "~/reports/contact-profile";
import { dataQuality } from "~/reports/data-quality";
import { stageFigures } from "~/reports/stage-figures";
import { shopByDomain } from "~/shop.server";
import { days, hours } from "~/workflows/define";
import { shopIdentity } from "../sandbox/shop-identity";
import { openWorld, type World } from "./world";

let shop: World;
let orderedAt: Date;
beforeAll(async () => {
  shop = await openWorld();
});
afterAll(() => shop.close());

const lines = [{ handle: "dune-table-lamp", quantity: 1 }];

describe("somebody who ordered", () => {
  it("is new at once, and the day's flow tells it tomorrow", async () => {
    const { token } = shop.shopper.beginCheckout({
      email: "ada@example.com",
      firstName: "Ada",
      acceptsMarketing: false,
      lines,
    });
    shop.shopper.buy(token);
    orderedAt = now();
    await shop.settle();
    const { newDays } = await thresholds();
    expect((await profile("ada@example.com"))?.stage).toEqual({
      title: "New",
      reason: `1 order, less than a day ago. Somebody is new for ${newDays} days here.`,
    });
    await shop.after(days(1));
    expect((await stageFigures(await theShop(), now())).yesterday).toContain("1 ordered for the first time");
  });

  it("ages by itself while they stay away, at the shop's own pace", async () => {
    const { newDays, atRiskDays, lapsedDays, lostDays, gaps } = await thresholds();
    expect(gaps).toBeGreaterThan(50);
    const seen: string[] = [];
    for (const passed of [newDays, atRiskDays, lapsedDays, lostDays]) {
      moveClock(new Date(orderedAt.getTime() + passed * 86_400_000 + 60_000));
      // The turn is at midnight.
      await shop.after(days(1));
      seen.push((await profile("ada@example.com"))?.stage.title ?? "");
    }
    expect(seen).toEqual(["Active", "At risk", "Lapsed", "Lost"]);
    const { rows } = await pool.query(
      `SELECT data->>'from' AS from, data->>'to' AS to FROM events JOIN contacts USING (shop_id, contact_id)
       WHERE name = 'stage.changed' AND email = 'ada@example.com' ORDER BY occurred_at`,
    );
    expect(rows.map(({ from, to }) => `${from} → ${to}`)).toEqual([
      "prospect → new",
      "new → active",
      "active → at-risk",
      "at-risk → lapsed",
      "lapsed → lost",
    ]);
  });

  it("is active again with the next order", async () => {
    const { token } = shop.shopper.beginCheckout({ email: "ada@example.com", acceptsMarketing: false, lines });
    shop.shopper.buy(token);
    await shop.settle();
    expect((await profile("ada@example.com"))?.stage.title).toBe("Active");
  });
});

describe("an address that cannot work", () => {
  it("is kept with the reason and not mailed, though the box was ticked", async () => {
    for (const email of ["bob@gmial.com", "info@company.example"]) {
      shop.shopper.beginCheckout({ email, acceptsMarketing: true, lines });
    }
    await shop.after(hours(2));
    expect(shop.sent()).toEqual([]);
    expect((await shop.reasons("bob@gmial.com")).at(-1)).toMatch(/^Not s(ent|tarted): the address is not to be mailed/);
    expect((await profile("bob@gmial.com"))?.problem).toEqual({
      title: "Looks like a typing error",
      suggestion: "bob@gmail.com",
    });
    const { addresses, heldBack } = await dataQuality(shop.shopId, now());
    const examples = addresses.flatMap((kind) => kind.examples.map(({ email }) => `${kind.id}: ${email}`));
    expect(examples).toEqual(expect.arrayContaining(["typo: bob@gmial.com", "role: info@company.example"]));
    expect(heldBack).toBe(2);
  });
});

async function thresholds() {
  return keptThresholds(await theShop());
}

async function theShop() {
  const known = await shopByDomain(shopIdentity.domain);
  if (!known) throw new Error("The app knows no shop.");
  return known;
}

async function profile(email: string) {
  const { rows } = await pool.query<{ id: string }>(
    "SELECT contact_id AS id FROM contacts WHERE shop_id = $1 AND email = $2",
    [shop.shopId, email],
  );
  return contactProfile(await theShop(), rows[0]?.id ?? "", now());
}
