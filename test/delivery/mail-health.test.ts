import { afterAll, expect, test } from "vitest";
import { pool } from "~/db.server";
import { allMails, mailHealth } from "~/delivery/mail-health";
import { aShop, minutes } from "./a-shop";
import { someMails } from "./some-mails";

afterAll(() => pool.end());

const DAY = 24 * 60;

test("what became of a shop's mails, by workflow, and of nobody else's", async () => {
  const [shopId, other] = [await aShop(), await aShop()];
  await someMails(shopId, 50, { bounced: 2, complained: 1, unsubscribed: 3 });
  await someMails(shopId, 20, { workflowId: "vip", bounced: 1 });
  await someMails(other, 10, { bounced: 10, complained: 10 });
  const health = await mailHealth(pool, shopId, minutes(-7 * DAY));
  expect(health.get("checkout-abandonment")).toEqual({ sent: 53, bounced: 2, complained: 1, unsubscribed: 3 });
  expect(health.get("vip")).toEqual({ sent: 20, bounced: 1, complained: 0, unsubscribed: 0 });
  expect(allMails(health)).toEqual({ sent: 73, bounced: 3, complained: 1, unsubscribed: 3 });
  expect([...(await mailHealth(pool, shopId, minutes(-7 * DAY), "vip")).keys()]).toEqual(["vip"]);
});

test("a mail counts in the days in which it was sent, and two complaints about it once", async () => {
  const shopId = await aShop();
  await someMails(shopId, 5, { sent: 10 * DAY, bounced: 5, complained: 5 });
  const [messageId] = await someMails(shopId, 5, { complained: 1 });
  await pool.query(
    `INSERT INTO events (shop_id, occurred_at, event_id, name, data) VALUES ($1, $2, gen_random_uuid(), 'email.complained', $3)`,
    [shopId, minutes(-1), { messageId, reason: null }],
  );
  expect(allMails(await mailHealth(pool, shopId, minutes(-7 * DAY)))).toEqual({
    sent: 5,
    bounced: 0,
    complained: 1,
    unsubscribed: 0,
  });
  expect(allMails(await mailHealth(pool, shopId, minutes(-30 * DAY)))).toMatchObject({ sent: 10, complained: 6 });
});
