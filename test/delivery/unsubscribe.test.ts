import { HtmlValidate } from "html-validate";
import { afterAll, describe, expect, test } from "vitest";
import { pool } from "~/db.server";
import { deliverDue } from "~/delivery/deliver";
import { handleUnsubscribe } from "~/delivery/handle-unsubscribe";
import { liftUnsubscribed } from "~/delivery/lift-unsubscribed";
import { maskEmail } from "~/delivery/mail-reader";
import { linkToken, unsubscribeUrl } from "~/delivery/public-link";
import { normalise } from "~/events/normalise";
import { aDueMessage, aShop, decisionsAbout, noon } from "./a-shop";

afterAll(() => pool.end());

/** All that an unsubscribe could change. */
async function stateOf(shopId: number) {
  const tables = ["suppressions", "inbox", "messages", "contacts", "decisions", "events"];
  const state = tables.map((table) =>
    pool.query(`SELECT coalesce(jsonb_agg(t), '[]') AS rows FROM ${table} t WHERE shop_id = $1`, [shopId]),
  );
  return (await Promise.all(state)).map(({ rows }) => rows[0].rows);
}

async function suppressions(shopId: number) {
  const { rows } = await pool.query(
    `SELECT email, reason, source FROM suppressions WHERE shop_id = $1 ORDER BY email`,
    [shopId],
  );
  return rows;
}

const get = (url: string, method = "GET") => handleUnsubscribe(new Request(url, { method }));
const post = (url: string, body: BodyInit) => handleUnsubscribe(new Request(url, { method: "POST", body }));
const oneClick = (url: string) => post(url, new URLSearchParams({ "List-Unsubscribe": "One-Click" }));

async function aLink(wishes: Parameters<typeof aShop>[0] = {}, message: Parameters<typeof aDueMessage>[1] = {}) {
  const shopId = await aShop(wishes);
  const due = await aDueMessage(shopId, message);
  return { shopId, ...due, url: unsubscribeUrl(shopId, due.messageId) };
}

describe("opening the link", () => {
  test.each(["GET", "HEAD"])("by %s changes nothing, however often", async (method) => {
    const { shopId, url } = await aLink();
    const before = await stateOf(shopId);
    for (let count = 0; count < 3; count += 1) expect((await get(url, method)).status).toBe(200);
    expect(await stateOf(shopId)).toEqual(before);
  });

  test("asks in the shop's name, with a button that needs no script, and half an address", async () => {
    const { url } = await aLink({}, { email: "josephine@example.com" });
    const html = await (await get(url)).text();
    expect(html).toContain("Stop emails from Lantern &amp; Lane?");
    expect(html).toMatch(/<form method="post">.*<button type="submit">Unsubscribe<\/button><\/form>/);
    expect(html).toContain("j•••@example.com");
    expect(html).not.toContain("josephine");
    expect(html).not.toContain("<script");
  });

  test("in the shopper's language, else the shop's", async () => {
    const shopper = await get((await aLink({ locale: "en" }, { locale: "de-AT" })).url);
    expect(await shopper.text()).toMatch(/<html lang="de">.*Abmelden/s);
    expect(shopper.headers.get("content-language")).toBe("de");
    expect(await (await get((await aLink({ locale: "fr" })).url)).text()).toContain('<html lang="fr">');
    expect(await (await get((await aLink({ locale: "constructor" })).url)).text()).toContain('<html lang="en">');
  });

  test("is kept from caches, search engines, frames and other sites", async () => {
    const { headers } = await get((await aLink()).url);
    expect(headers.get("cache-control")).toBe("no-store");
    expect(headers.get("x-robots-tag")).toContain("noindex");
    expect(headers.get("referrer-policy")).toBe("no-referrer");
    expect(headers.get("content-security-policy")).toMatch(/default-src 'none'.*frame-ancestors 'none'/);
  });

  test("HEAD has the page's headers and no body", async () => {
    const response = await get((await aLink()).url, "HEAD");
    expect(response.headers.get("content-type")).toContain("text/html");
    expect(await response.text()).toBe("");
  });

  test("a hostile name or colour stays text; the logo's host, and no other, may be asked", async () => {
    const { url } = await aLink({
      name: `</title><script>alert(1)</script>`,
      brand: {
        logoUrl: "https://cdn.example/logo.png",
        colors: { primary: "red;}body{display:none", background: "#fafafa" },
      },
    });
    const response = await get(url);
    const html = await response.text();
    expect(html).not.toContain("<script");
    expect(html).not.toContain("display:none");
    expect(html).toContain("background:#fafafa");
    expect(response.headers.get("content-security-policy")).toContain("img-src https://cdn.example;");
  });

  test("is valid HTML", async () => {
    const { url } = await aLink();
    const judge = new HtmlValidate({ extends: ["html-validate:standard", "html-validate:a11y"] });
    for (const response of [await get(url), await oneClick(url), await get(`${url}x`)]) {
      const report = await judge.validateString(await response.text());
      expect(report.results.flatMap(({ messages }) => messages.map(({ message }) => message))).toEqual([]);
    }
  });
});

describe("one click (RFC 8058)", () => {
  test("without cookies takes the address off the list at once, and tells contacts", async () => {
    const { shopId, contactId, messageId, email, url } = await aLink();
    expect((await oneClick(url)).status).toBe(200);
    expect(await suppressions(shopId)).toEqual([
      { email, reason: "unsubscribed", source: "unsubscribed in the mail program" },
    ]);

    const { rows } = await pool.query(`SELECT * FROM inbox WHERE shop_id = $1`, [shopId]);
    expect(rows).toMatchObject([
      {
        source: "app",
        topic: "consent/unsubscribed",
        delivery_id: expect.stringContaining(`unsubscribe:${messageId}`),
        status: "waiting",
      },
    ]);
    const [event] = normalise({
      source: "app",
      deliveryId: rows[0].delivery_id,
      topic: rows[0].topic,
      eventId: null,
      triggeredAt: rows[0].triggered_at,
      payload: rows[0].payload,
    });
    expect(event).toMatchObject({
      name: "consent.changed",
      identity: { contactId },
      data: { state: "UNSUBSCRIBED", source: "unsubscribed in the mail program" },
    });
  });

  test("twice is once", async () => {
    const { shopId, url } = await aLink();
    await oneClick(url);
    const once = await stateOf(shopId);
    expect((await oneClick(url)).status).toBe(200);
    expect(await stateOf(shopId)).toEqual(once);
  });

  test("by the same mail, of somebody who agreed anew meanwhile, is told again", async () => {
    const { shopId, email, url } = await aLink();
    await oneClick(url);
    await liftUnsubscribed(pool, shopId, [{ email: email ?? "", at: new Date(Date.now() + 1_000) }]);
    expect(await suppressions(shopId)).toEqual([]);
    await oneClick(url);
    expect(await suppressions(shopId)).toHaveLength(1);
    expect((await pool.query(`SELECT 1 FROM inbox WHERE shop_id = $1`, [shopId])).rows).toHaveLength(2);
  });

  test("as a multipart form, too", async () => {
    const { shopId, url } = await aLink();
    const form = new FormData();
    form.set("List-Unsubscribe", "One-Click");
    expect((await post(url, form)).status).toBe(200);
    expect(await suppressions(shopId)).toHaveLength(1);
  });

  test("a queued mail to the same person no longer leaves", async () => {
    const { shopId, contactId, url } = await aLink();
    await oneClick(url);
    await pool.query(`DELETE FROM inbox WHERE shop_id = $1`, [shopId]);
    await deliverDue(
      shopId,
      noon,
      noon,
      { prepare: async () => new Map(), render: () => expect.unreachable() },
      () => "UTC",
    );
    expect(await decisionsAbout(shopId, contactId)).toEqual(["not-sent: suppressed"]);
  });

  test("counts for the mailed address and the one that the person has now", async () => {
    const { shopId, messageId, url } = await aLink({}, { email: "new@example.com" });
    await pool.query(`UPDATE messages SET email = 'old@example.com' WHERE message_id = $1`, [messageId]);
    await oneClick(url);
    expect((await suppressions(shopId)).map(({ email }) => email)).toEqual(["new@example.com", "old@example.com"]);
  });
});

describe("the page's button", () => {
  test("confirms, and the link then says that it is done", async () => {
    const { shopId, url } = await aLink();
    const confirmed = await post(url, new URLSearchParams({ from: "page" }));
    expect(await confirmed.text()).toContain("You are unsubscribed");
    expect(await suppressions(shopId)).toHaveLength(1);
    expect(await (await get(url)).text()).toContain("You are unsubscribed");
  });
});

describe("what is not ours", () => {
  test("a forged, cut or foreign link: 404 in plain words, in the browser's language", async () => {
    const { shopId, contactId, url } = await aLink();
    const urls = [
      url.slice(0, -2),
      `${url.slice(0, -1)}${url.endsWith("A") ? "B" : "A"}`,
      "https://waypost.example/u/",
      "https://waypost.example/u/a/b",
      unsubscribeUrl(shopId, contactId),
      `https://waypost.example/u/${linkToken({ purpose: "preferences", shopId, id: contactId })}`,
    ];
    for (const other of urls) {
      expect((await get(other)).status).toBe(404);
      expect((await oneClick(other)).status).toBe(404);
    }
    expect(await suppressions(shopId)).toEqual([]);
    const request = new Request(`${url}x`, { headers: { "accept-language": "de-DE,de;q=0.9" } });
    expect(await (await handleUnsubscribe(request)).text()).toContain("Dieser Link funktioniert nicht");
  });

  test("a body that asks for nothing: 400; one too large: 413; another method: 405; and nothing changes", async () => {
    const { shopId, url } = await aLink();
    expect((await post(url, "")).status).toBe(400);
    expect((await post(url, new URLSearchParams({ "List-Unsubscribe": "Maybe" }))).status).toBe(400);
    expect((await post(url, new Blob(["{}"], { type: "application/json" }))).status).toBe(400);
    expect((await post(url, "x".repeat(20_000))).status).toBe(413);
    expect((await get(url, "DELETE")).status).toBe(405);
    expect(await suppressions(shopId)).toEqual([]);
  });
});

test("an address is told by its first letter and its domain", () => {
  expect(maskEmail("j@example.com")).toBe("j•••@example.com");
  expect(maskEmail("josephine@example.com")).toBe("j•••@example.com");
});
