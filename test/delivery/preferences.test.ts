import { HtmlValidate } from "html-validate";
import { afterAll, afterEach, beforeEach, describe, expect, test } from "vitest";
import { moveClock } from "~/clock";
import { pool } from "~/db.server";
import { deliverDue } from "~/delivery/deliver";
import { handlePreferences } from "~/delivery/handle-preferences";
import { linkUrls, preferencesUrl, unsubscribeUrl } from "~/delivery/public-link";
import { normalise } from "~/events/normalise";
import { aDueMessage, aShop, decisionsAbout, messageNow, minutes, noon } from "./a-shop";

beforeEach(() => moveClock(noon));
afterEach(() => pool.query("DELETE FROM inbox"));
afterAll(() => pool.end());

const get = (url: string, method = "GET", headers = {}) => handlePreferences(new Request(url, { method, headers }));
const post = (url: string, body: BodyInit) => handlePreferences(new Request(url, { method: "POST", body }));

const allTopics = ["reminders", "products", "orders", "news"];

/** Presses the page's button, with these choices. */
function choose(url: string, { topics = allTopics, often = "shop", pause = false } = {}) {
  const form = new URLSearchParams(topics.map((topic) => ["topic", topic]));
  form.set("often", often);
  if (pause) form.set("pause", "yes");
  return post(url, form);
}

const leave = (url: string) => post(url, new URLSearchParams({ leave: "yes" }));

async function aReader(shop: Parameters<typeof aShop>[0] = {}, message: Parameters<typeof aDueMessage>[1] = {}) {
  const shopId = await aShop(shop);
  await pool.query(
    `UPDATE workflow_versions SET definition = definition || '{"topic": "reminders"}' WHERE shop_id = $1`,
    [shopId],
  );
  const due = await aDueMessage(shopId, message);
  return { shopId, ...due, url: preferencesUrl(shopId, due.messageId) };
}

async function rowsOf(table: string, shopId: number) {
  return (await pool.query(`SELECT * FROM ${table} WHERE shop_id = $1`, [shopId])).rows;
}

/** To the minute: the clock goes on while the test runs. */
const endOfBreak = async (shopId: number) =>
  (await rowsOf("preferences", shopId))[0].paused_until?.toISOString().slice(0, 16);

async function deliver(shopId: number, at = noon) {
  await pool.query("DELETE FROM inbox");
  const mails = { prepare: async () => new Map(), render: () => expect.unreachable() };
  await deliverDue(shopId, at, at, mails, () => "UTC");
}

async function faultsIn(response: Response): Promise<string[]> {
  const judge = new HtmlValidate({ extends: ["html-validate:standard", "html-validate:a11y"] });
  const { results } = await judge.validateString(await response.text());
  return results.flatMap(({ messages }) => messages.map(({ message }) => message));
}

/** What is ticked on a page, by its value. */
async function ticked(response: Response): Promise<(string | undefined)[]> {
  const inputs = (await response.text()).match(/<input[^>]*checked=""[^>]*>/g) ?? [];
  return inputs.map((input) => /value="([^"]+)"/.exec(input)?.[1]);
}

describe("opening the page", () => {
  test.each(["GET", "HEAD"])("by %s changes nothing", async (method) => {
    const { shopId, url } = await aReader();
    for (let count = 0; count < 3; count += 1) expect((await get(url, method)).status).toBe(200);
    for (const table of ["preferences", "suppressions", "inbox"]) expect(await rowsOf(table, shopId)).toEqual([]);
  });

  test("shows everything as wanted, to those who never chose", async () => {
    expect(await ticked(await get((await aReader()).url))).toEqual([...allTopics, "shop"]);
  });

  test("in the shop's dress, with half an address, and no script", async () => {
    const brand = { colors: { primary: "#112233", background: "#fafafa" } };
    const { url } = await aReader({ brand }, { email: "josephine@example.com" });
    const html = await (await get(url)).text();
    expect(html).toContain("Lantern &amp; Lane");
    expect(html).toContain("#112233");
    expect(html).toContain("j•••@example.com");
    expect(html).not.toMatch(/josephine|<script/);
    expect((await get(url)).headers.get("content-security-policy")).toContain("default-src 'none'");
  });

  test.each([
    ["en", "Which emails you get", "23 December 2026"],
    ["de-AT", "Welche E-Mails Sie bekommen", "23. Dezember 2026"],
    ["fr", "Les e-mails que vous recevez", "23 décembre 2026"],
    ["es-MX", "Qué correos recibes", "23 de diciembre de 2026"],
    ["ja", "受け取るメールの設定", "2026年12月23日"],
    ["xx", "Which emails you get", "December"],
  ])("in the shopper's language: %s", async (locale, title, day) => {
    const { url } = await aReader({}, { locale });
    const html = await (await get(url)).text();
    expect(html).toContain(title);
    // The day on which a break that began now would end.
    expect(html.replace("December 23, 2026", "23 December 2026")).toContain(day);
    expect(await faultsIn(await get(url))).toEqual([]);
  });

  test("all of its states are valid HTML", async () => {
    const { url } = await aReader();
    for (const page of [await choose(url, { pause: true }), await leave(url), await get(url), await get(`${url}x`)]) {
      expect(await faultsIn(page)).toEqual([]);
    }
  });
});

describe("saving", () => {
  test("keeps the choice, confirms it, shows it, and tells the contact's timeline once", async () => {
    const { shopId, contactId, url } = await aReader();
    const choice = { topics: ["products", "news"], often: "weekly", pause: true };
    const page = await choose(url, choice);
    expect(await page.clone().text()).toMatch(/role="status"[^>]*>Saved/);
    expect(await ticked(page)).toEqual(["products", "news", "weekly", "yes"]);
    expect(await ticked(await get(url))).toEqual(["products", "news", "weekly", "yes"]);
    expect(await rowsOf("preferences", shopId)).toMatchObject([
      { contact_id: contactId, topics_off: ["reminders", "orders"], most_per_week: 1 },
    ]);
    expect(await endOfBreak(shopId)).toBe("2026-12-23T12:00");
    moveClock(minutes(24 * 60));
    await choose(url, choice);
    const inbox = await rowsOf("inbox", shopId);
    expect(inbox).toHaveLength(1);
    const [{ delivery_id, triggered_at, ...row }] = inbox;
    const delivery = { ...row, deliveryId: delivery_id, eventId: null, triggeredAt: triggered_at };
    expect(normalise(delivery)).toMatchObject([
      {
        name: "preferences.changed",
        identity: { contactId },
        data: { topicsOff: ["reminders", "orders"], mostPerWeek: 1 },
      },
    ]);
  });

  test("a break does not grow by saving something else, ends by unticking, and begins anew after its end", async () => {
    const { shopId, url } = await aReader();
    await choose(url, { pause: true });
    moveClock(minutes(10 * 24 * 60));
    await choose(url, { topics: ["news"], pause: true });
    expect(await endOfBreak(shopId)).toBe("2026-12-23T12:00");
    moveClock(minutes(40 * 24 * 60));
    expect(await ticked(await get(url))).toEqual(["news", "shop"]);
    await choose(url, { pause: true });
    expect(await endOfBreak(shopId)).toBe("2027-02-01T12:00");
    await choose(url);
    expect(await endOfBreak(shopId)).toBeUndefined();
  });

  test.each(["none of the topics", "the button that stops all"])(
    "%s takes them off the list, everywhere",
    async (what) => {
      const { shopId, contactId, email, url } = await aReader();
      const page = what.startsWith("none") ? await choose(url, { topics: [] }) : await leave(url);
      expect(await page.text()).toContain("You are unsubscribed");
      expect(await rowsOf("suppressions", shopId)).toMatchObject([{ email, reason: "unsubscribed" }]);
      expect(await rowsOf("inbox", shopId)).toMatchObject([{ topic: "consent/unsubscribed" }]);
      expect(await (await get(url)).text()).toContain("You are unsubscribed");
      await deliver(shopId);
      expect(await decisionsAbout(shopId, contactId)).toEqual(["not-sent: suppressed"]);
    },
  );
});

describe("a queued mail hears of it at once", () => {
  test("of a topic that is not wanted: it is not sent", async () => {
    const { shopId, contactId, url } = await aReader();
    await choose(url, { topics: ["products", "orders", "news"] });
    await deliver(shopId);
    expect(await decisionsAbout(shopId, contactId)).toEqual(["not-sent: topic-off"]);
  });

  test("in a break that outlasts its use: it waits, and is then too late", async () => {
    const { shopId, contactId, messageId, url } = await aReader();
    await choose(url, { pause: true });
    await deliver(shopId);
    expect(await messageNow(shopId, messageId)).toMatchObject({ status: "queued", reason: "paused" });
    await deliver(shopId, minutes(721));
    expect(await decisionsAbout(shopId, contactId)).toEqual(["deferred: paused", "not-sent: too-late"]);
  });

  test("once the break is called off: it is looked at again at once", async () => {
    const { shopId, messageId, url } = await aReader();
    await choose(url, { pause: true });
    await deliver(shopId);
    moveClock(minutes(60));
    await choose(url);
    const { sendAt } = await messageNow(shopId, messageId);
    expect(sendAt.getTime() - minutes(60).getTime()).toBeLessThan(5_000);
  });

  test("that is about an order comes in any case", async () => {
    const { shopId, contactId, url } = await aReader({}, { class: "transactional" });
    await choose(url, { topics: ["news"], pause: true });
    await deliver(shopId);
    // It got past the guard: what follows is that this test makes no mails.
    expect(await decisionsAbout(shopId, contactId)).toEqual(["not-sent: nothing-to-render"]);
  });
});

describe("what is not ours", () => {
  test("a forged, cut or foreign link: 404, in the browser's language", async () => {
    const { shopId, messageId, contactId, url } = await aReader();
    const urls = [
      url.slice(0, -2),
      preferencesUrl(shopId, contactId),
      unsubscribeUrl(shopId, messageId).replace("/u/", "/p/"),
      linkUrls(shopId, messageId, null)(0).replace("/l/", "/p/").replace(/\/0$/, ""),
      "https://waypost.example/p/",
    ];
    for (const other of urls) {
      expect((await get(other)).status).toBe(404);
      expect((await choose(other)).status).toBe(404);
      expect((await leave(other)).status).toBe(404);
    }
    for (const table of ["preferences", "suppressions"]) expect(await rowsOf(table, shopId)).toEqual([]);
    const german = await get(`${url}x`, "GET", { "accept-language": "de-DE,de;q=0.9" });
    expect(await german.text()).toContain("Dieser Link funktioniert nicht");
  });

  test("no choice, or one that nobody offered: 400; too large: 413; another method: 405; and nothing changes", async () => {
    const { shopId, url } = await aReader();
    for (const body of [
      "",
      "often=hourly",
      "often=shop&topic=everything",
      "often=shop&pause=for-ever",
      "leave=maybe",
    ]) {
      expect((await post(url, body)).status, body).toBe(400);
    }
    expect((await post(url, new Blob(["{}"], { type: "application/json" }))).status).toBe(400);
    expect((await post(url, "x".repeat(20_000))).status).toBe(413);
    expect((await get(url, "DELETE")).status).toBe(405);
    for (const table of ["preferences", "suppressions", "inbox"]) expect(await rowsOf(table, shopId)).toEqual([]);
  });
});
