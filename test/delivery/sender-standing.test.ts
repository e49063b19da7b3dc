import { afterAll, beforeAll, expect, test } from "vitest";
import { moveClock } from "~/clock";
import { pool } from "~/db.server";
import { loadSender, saveSender } from "~/delivery/sender-settings";
import { checkStanding, recheckSenders } from "~/delivery/sender-standing";
import { aShopAtSendgrid, type SendgridForTest, standingOf, startSendgrid } from "./a-sendgrid";
import { aDueMessage, messageNow, minutes, noon } from "./a-shop";
import { startSink } from "./sendgrid-sink";

let sendgrid: SendgridForTest;
beforeAll(async () => {
  moveClock(noon);
  sendgrid = await startSendgrid();
});
afterAll(async () => {
  await sendgrid.close();
  await pool.end();
});

test.each([
  ["hello@lantern-lane.example", "verified"],
  ["care@lantern-lane.example", "unverified"],
  ["hello@elsewhere.example", "unverified"],
])("%s is %s", async (email, standing) => {
  const shopId = await aShopAtSendgrid(email);
  expect(await checkStanding(shopId)).toBe(standing);
  expect(await standingOf(shopId)).toBe(standing);
  const { problems, ready } = await loadSender(pool, shopId);
  if (standing === "verified") expect(ready?.sender.email).toBe(email);
  else expect(problems).toEqual([expect.stringContaining(email)]);
});

test("a key that may not ask, or a SendGrid that is away, says nothing against an address", async () => {
  const shopId = await aShopAtSendgrid("hello@elsewhere.example", "SG.sandbox-send-only");
  expect(await checkStanding(shopId)).toBeNull();
  expect((await loadSender(pool, shopId)).problems).toEqual([]);
  const sink = await startSink();
  sink.answer = (_request, response) => response.writeHead(500).end();
  expect(await checkStanding(await aShopAtSendgrid("hello@elsewhere.example"))).toBeNull();
  await sink.close();
  await sendgrid.close();
  sendgrid = await startSendgrid();
});

test("a new address is asked about as it is saved; what waited for a good one is looked at again", async () => {
  const shopId = await aShopAtSendgrid("hello@elsewhere.example");
  await checkStanding(shopId);
  const { messageId } = await aDueMessage(shopId, { sendAt: minutes(10_000), usefulUntil: minutes(20_000) });
  await pool.query("UPDATE messages SET reason = 'sender-not-ready' WHERE message_id = $1", [messageId]);
  const form = { senderName: "Lantern", replyTo: "", postalAddress: "1 Lane, Berlin" };
  await saveSender(shopId, { ...form, senderEmail: "Care@lantern-lane.example" });
  expect(await standingOf(shopId)).toBe("unverified");
  expect((await messageNow(shopId, messageId)).sendAt).toEqual(minutes(10_000));
  await saveSender(shopId, { ...form, senderEmail: "hello@lantern-lane.example" });
  expect(await standingOf(shopId)).toBe("verified");
  expect((await messageNow(shopId, messageId)).sendAt.getTime()).toBeLessThan(noon.getTime() + 86_400_000);
});

test("addresses that were not taken are asked about again, others are not", async () => {
  const waiting = await aShopAtSendgrid("care@lantern-lane.example");
  await checkStanding(waiting);
  await pool.query("UPDATE shops SET sender_email = 'hello@lantern-lane.example' WHERE shop_id = $1", [waiting]);
  await recheckSenders();
  expect(await standingOf(waiting)).toBe("verified");
});

test("an address that was not taken stays so while SendGrid is away", async () => {
  const sink = await startSink();
  sink.answer = (_request, response) => response.writeHead(500).end();
  const waiting = await aShopAtSendgrid("care@lantern-lane.example");
  await pool.query("UPDATE shops SET sender_standing = 'unverified' WHERE shop_id = $1", [waiting]);
  await recheckSenders();
  expect(sink.received.length).toBeGreaterThan(0);
  expect(await standingOf(waiting)).toBe("unverified");
  await sink.close();
  await sendgrid.close();
  sendgrid = await startSendgrid();
});

test("of many verified senders all are looked through, a page at a time", async () => {
  const sink = await startSink();
  sink.answer = ({ url }, response) => {
    const last = Number(new URL(url, "http://x").searchParams.get("lastSeenID") ?? 0);
    const results = Array.from({ length: 100 }, (_, index) => ({
      id: last + index + 1,
      from_email: `sender-${last + index + 1}@elsewhere.example`,
      verified: true,
    }));
    const body = url.includes("whitelabel") ? [] : { results: last < 300 ? results : results.slice(0, 50) };
    response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify(body));
  };
  expect(await checkStanding(await aShopAtSendgrid("sender-345@elsewhere.example"))).toBe("verified");
  expect(await checkStanding(await aShopAtSendgrid("sender-360@elsewhere.example"))).toBe("unverified");
  await sink.close();
});
