import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { now } from "~/clock";
import { pool, transaction } from "~/db.server";
import { hashSuppressions } from "~/delivery/erased-address";
import { sunset } from "~/delivery/sunset";
import { isStoppedBy } from "~/delivery/sunset-reason";
import { hours } from "~/workflows/define";
import { asIfKilled, askFor, contactOf, stateOf } from "../worker/effects/an-effect";
import { openWorld, type World } from "../world";

let shop: World;
beforeAll(async () => {
  shop = await openWorld();
});
afterAll(() => shop.close());

const lines = [{ handle: "dune-table-lamp", quantity: 1 }];
const others = [{ handle: "bud-vase", quantity: 1 }];
const suppressions = async (email: string) => {
  const { rows } = await pool.query("SELECT reason FROM suppressions WHERE shop_id = $1 AND email = $2", [
    shop.shopId,
    email,
  ]);
  return rows.map(({ reason }) => reason);
};

/** Somebody who agreed, and whom a workflow let go. */
async function letGo(email: string): Promise<string> {
  const { id } = shop.sandbox.backOffice.addCustomer({ email });
  shop.sandbox.backOffice.setConsent(id, "SUBSCRIBED");
  await shop.after({ minutes: 5 });
  const effect = await askFor(shop.shopId, email, { is: "sunset" });
  await shop.after({ minutes: 5 });
  expect(await stateOf(effect)).toMatchObject({ status: "done" });
  expect(await suppressions(email)).toEqual(["sunset"]);
  return effect;
}

describe("a sunset", () => {
  it("stops marketing until an order, which a kill does not undo; then mails come again", async () => {
    const email = "ada@example.com";
    const effect = await letGo(email);
    shop.shopper.beginCheckout({ email, acceptsMarketing: false, lines });
    await shop.after(hours(2));
    expect(shop.sandbox.mailbox.to(email)).toEqual([]);
    expect((await shop.reasons(email)).join("\n")).toContain("answered no mail for long");

    shop.shopper.orderElsewhere({ email, lines: others, sourceName: "web" });
    await shop.settle();
    expect(await suppressions(email)).toEqual([]);
    // Done, lifted, and taken up again because its worker died: it must not come back.
    await asIfKilled(effect);
    await shop.settle();
    expect(await suppressions(email)).toEqual([]);
    expect((await shop.reasons(email)).at(-1)).toBe("Left out: they were heard of again meanwhile.");

    await shop.after(hours(1));
    shop.shopper.beginCheckout({ email, acceptsMarketing: false, lines });
    await shop.after(hours(2));
    expect(shop.sandbox.mailbox.to(email)).toHaveLength(1);
  });

  it("is lifted by a new yes, not by the echo of the old one", async () => {
    const email = "bea@example.com";
    await letGo(email);
    const { rows } = await pool.query("SELECT customer_id AS id, consent_at AS at FROM contacts WHERE email = $1", [
      email,
    ]);
    const echo = { state: "subscribed", consent_updated_at: rows[0].at.toISOString() };
    shop.sandbox.webhooks.send("customers_email_marketing_consent/update", {
      customer_id: rows[0].id,
      email_address: email,
      email_marketing_consent: echo,
    });
    await shop.settle();
    expect(await suppressions(email)).toEqual(["sunset"]);
    shop.sandbox.backOffice.setConsent(rows[0].id, "SUBSCRIBED");
    await shop.settle();
    expect(await suppressions(email)).toEqual([]);
  });

  it("is not laid on somebody who was heard of since it was asked for", async () => {
    const email = "cleo@example.com";
    shop.shopper.beginCheckout({ email, acceptsMarketing: false, lines });
    await shop.after({ minutes: 5 });
    const asked = now();
    await shop.after({ minutes: 5 });
    shop.shopper.orderElsewhere({ email, lines: others, sourceName: "web" });
    await shop.settle();
    const { contactId } = await contactOf(shop.shopId, email);
    expect(await sunset(shop.shopId, contactId, asked)).toBe("heard-of-again");
    expect(await sunset(shop.shopId, contactId, now())).toBe("stopped");
  });

  it("leaves a stricter reason alone, and an unsubscribed person stays so after an order", async () => {
    const email = "dora@example.com";
    await letGo(email);
    await pool.query("INSERT INTO suppressions (shop_id, email, reason, since) VALUES ($1, $2, 'unsubscribed', $3)", [
      shop.shopId,
      email,
      now(),
    ]);
    await shop.after({ minutes: 1 });
    shop.shopper.orderElsewhere({ email, lines: others, sourceName: "web" });
    await shop.settle();
    expect(await suppressions(email)).toEqual(["unsubscribed"]);
  });

  it("is not remembered of a person who is erased: it was no wish of theirs", async () => {
    const email = "elsa@example.com";
    await letGo(email);
    await transaction((sql) => hashSuppressions(sql, shop.shopId, [email]));
    expect(await suppressions(email)).toEqual([]);
    expect((await pool.query("SELECT 1 FROM erased_addresses")).rows).toEqual([]);
  });
});

it("stops marketing alone, as an unsubscription does; every other reason stops all", () => {
  expect(["marketing", "transactional", "requested"].map((kind) => isStoppedBy("sunset", kind as "marketing"))).toEqual(
    [true, false, false],
  );
  expect(isStoppedBy("unsubscribed", "transactional"), "as the unsubscribe page promises").toBe(false);
  expect(isStoppedBy("bounced", "transactional")).toBe(true);
});
