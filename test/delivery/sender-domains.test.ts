import { afterAll, beforeAll, expect, test } from "vitest";
import { pool } from "~/db.server";
import { addDomain, checkDomain, senderDomains } from "~/delivery/sender-domains";
import { aShopAtSendgrid, type SendgridForTest, standingOf, startSendgrid } from "./a-sendgrid";

let sendgrid: SendgridForTest;
beforeAll(async () => {
  sendgrid = await startSendgrid();
});
afterAll(async () => {
  await sendgrid.close();
  await pool.end();
});

test("a domain: the rows to paste, what was found of each, and at last an address that may send", async () => {
  const shopId = await aShopAtSendgrid("hello@new.example");
  expect(await addDomain(shopId, " New.Example ")).toEqual({ ok: true });
  const [added] = await senderDomains(shopId);
  expect(added).toMatchObject({ domain: "new.example", isValid: false, checkedAt: null });
  expect(added?.records).toMatchObject([
    { name: "mail_cname", type: "CNAME", host: expect.stringMatching(/\.new\.example$/), isFound: null, reason: null },
    { name: "dkim1", host: "s1._domainkey.new.example" },
    { name: "dkim2", host: "s2._domainkey.new.example" },
  ]);
  expect(await standingOf(shopId)).toBe("unverified");

  expect(await checkDomain(shopId, "new.example")).toEqual({ ok: true, isValid: false });
  const [looked] = await senderDomains(shopId);
  expect(looked?.records.map(({ isFound }) => isFound)).toEqual([true, true, false]);
  expect(looked?.records[2]?.reason).toContain("s2._domainkey.new.example");

  expect(await checkDomain(shopId, "new.example")).toEqual({ ok: true, isValid: true });
  expect((await senderDomains(shopId))[0]).toMatchObject({ isValid: true, checkedAt: expect.any(Date) });
  expect(await standingOf(shopId)).toBe("at-domain");
});

test("one that the account has already is taken over, not made twice", async () => {
  const shopId = await aShopAtSendgrid("hello@twice.example");
  await addDomain(shopId, "twice.example");
  sendgrid.asked.length = 0;
  expect(await addDomain(shopId, "twice.example")).toEqual({ ok: true });
  expect(sendgrid.asked.filter((line) => line.startsWith("POST"))).toEqual([]);
  expect(await senderDomains(shopId)).toHaveLength(1);
});

test.each([
  "",
  "lantern",
  "https://lantern.example/shop",
  "lantern.example:443",
  "a@lantern.example",
  "10.0.0.1",
  "-a.example",
])("“%s” is no domain, and SendGrid is not asked", async (typed) => {
  const shopId = await aShopAtSendgrid("hello@lantern.example");
  sendgrid.asked.length = 0;
  expect(await addDomain(shopId, typed)).toMatchObject({ ok: false, problem: expect.stringContaining("domain") });
  expect(sendgrid.asked).toEqual([]);
});

test("a name with other letters goes to DNS in ASCII", async () => {
  const shopId = await aShopAtSendgrid("hello@laterne.example");
  expect(await addDomain(shopId, "bücher.example")).toEqual({ ok: true });
  expect(await senderDomains(shopId)).toMatchObject([{ domain: "xn--bcher-kva.example" }]);
});

test("a key that may not set up domains, no key, and a domain of another shop say so", async () => {
  const weak = await aShopAtSendgrid("hello@weak.example", "SG.sandbox-send-only");
  expect(await addDomain(weak, "weak.example")).toMatchObject({
    problem: expect.stringContaining("Sender Authentication"),
  });
  await pool.query("UPDATE shops SET sendgrid_key = NULL WHERE shop_id = $1", [weak]);
  expect(await addDomain(weak, "weak.example")).toMatchObject({ problem: expect.stringContaining("API key") });
  expect(await checkDomain(weak, "new.example")).toMatchObject({ ok: false });
});
