import { afterAll, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { moveClock } from "~/clock";
import { pool } from "~/db.server";
import { allDelivered, deliverForShops, deliverOnAndOn } from "~/worker/deliver-for-shops";
import { shopsWithWork } from "~/worker/shops-with-work";
import { checkoutAbandonment } from "~/workflows/presets/checkout-abandonment";
import { aDueMessage, aShop, minutes, noon } from "../delivery/a-shop";
import { accept, type Sink, startSink } from "../delivery/sendgrid-sink";

let sink: Sink;
beforeAll(async () => {
  moveClock(noon);
  sink = await startSink();
});
beforeEach(() => {
  sink.received.length = 0;
});
afterAll(async () => {
  await sink.close();
  await pool.end();
});

/** A shop with mails that are due, as the preset makes them. Of no class that waits for hours of the day. */
async function aShopWithMails(count: number): Promise<number> {
  const shopId = await aShop();
  await pool.query("UPDATE workflow_versions SET definition = $2 WHERE shop_id = $1", [shopId, checkoutAbandonment]);
  for (let one = 0; one < count; one += 1) await aMail(shopId);
  return shopId;
}

async function aMail(shopId: number): Promise<void> {
  await aDueMessage(shopId, { sendAt: minutes(-700), usefulUntil: minutes(10_000), class: "transactional" });
  const line = { productId: null, variantId: null, title: "Shirt", variantTitle: null, quantity: 1, priceMinor: 1_990 };
  await pool.query("UPDATE checkouts SET recovery_url = 'https://shop.example/back', lines = $2 WHERE shop_id = $1", [
    shopId,
    JSON.stringify([line]),
  ]);
}

const sentOf = async (shopId: number) => {
  const { rows } = await pool.query("SELECT 1 FROM messages WHERE shop_id = $1 AND status = 'sent'", [shopId]);
  return rows.length;
};
const keyOf = (shopId: number) => `Bearer SG.key-of-shop-${shopId}`;

test("a shop whose account never answers, and one whose key is refused, delay no other shop's mails", async () => {
  const [silent, refused, good] = [await aShopWithMails(8), await aShopWithMails(8), await aShopWithMails(8)];
  sink.answer = (request, response) => {
    if (request.authorization === keyOf(silent)) return;
    if (request.authorization === keyOf(refused)) response.writeHead(401).end();
    else accept(request, response);
  };
  const begun = performance.now();
  while ((await sentOf(good)) < 8) {
    if (performance.now() - begun > 5_000) throw new Error("the good shop's mails did not leave");
    await deliverOnAndOn();
  }
  // While the silent account is still waited for, the good shop's next mail leaves too.
  await aMail(good);
  while ((await sentOf(good)) < 9 && performance.now() - begun < 6_000) await deliverOnAndOn();
  expect(await sentOf(good)).toBe(9);
  expect(performance.now() - begun).toBeLessThan(6_000);
  expect(await sentOf(silent)).toBe(0);
  await sink.close();
  sink = await startSink();
  await allDelivered();
}, 40_000);

test("one shop's rate limit is that shop's alone", async () => {
  const [limited, good] = [await aShopWithMails(6), await aShopWithMails(6)];
  sink.answer = (request, response) => {
    if (request.authorization === keyOf(limited)) response.writeHead(429, { "retry-after": "600" }).end();
    else accept(request, response);
  };
  while ((await deliverForShops()) > 0);
  expect(await sentOf(good)).toBe(6);
  expect(sink.received.filter(({ authorization }) => authorization === keyOf(limited))).toHaveLength(1);
  const work = await shopsWithWork(new Date());
  expect(work.find(({ shopId }) => shopId === limited)).toMatchObject({ hasMessages: true, isShut: true });
});

test("a shop whose mails make the work fail is tried again later, and the others go on", async () => {
  const [broken, good] = [await aShopWithMails(1), await aShopWithMails(1)];
  await pool.query("UPDATE workflow_versions SET definition = '{\"cap\": 1}' WHERE shop_id = $1", [broken]);
  sink.answer = accept;
  await deliverOnAndOn();
  await vi.waitFor(async () => expect(await sentOf(good)).toBe(1), { timeout: 5_000 });
  await allDelivered();
  expect(await sentOf(broken)).toBe(0);
});
