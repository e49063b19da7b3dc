import { HtmlValidate } from "html-validate";
import { describe, expect, test } from "vitest";
import { pool } from "~/db.server";
import { handleAnswer } from "~/delivery/handle-answer";
import { answerUrl, unsubscribeUrl } from "~/delivery/public-link";
import { normalise } from "~/events/normalise";
import { aDueMessage, aShop } from "./a-shop";

const answers = [
  { name: "for-me", label: "Something for me" },
  { name: "a-gift", label: `A gift <b>"now"</b>` },
];

/** A message that asked, and the link of its second answer. */
async function aQuestion(shop: Parameters<typeof aShop>[0] = {}, locale?: string) {
  const shopId = await aShop(shop);
  const message = await aDueMessage(shopId, locale === undefined ? {} : { locale });
  await pool.query(`UPDATE messages SET inputs = $2 WHERE message_id = $1`, [
    message.messageId,
    { answers: answers.map((answer) => ({ ...answer, url: "https://shop.example" })) },
  ]);
  return { shopId, ...message, url: answerUrl(shopId, message.messageId, "a-gift") };
}

const get = (url: string, method = "GET", headers = {}) => handleAnswer(new Request(url, { method, headers }));

const post = (url: string, body: BodyInit) => handleAnswer(new Request(url, { method: "POST", body }));

const choose = (url: string, answer: string) => post(url, new URLSearchParams({ answer }));

async function inboxOf(shopId: number) {
  const { rows } = await pool.query(
    `SELECT source, delivery_id AS "deliveryId", topic, event_id AS "eventId", triggered_at AS "triggeredAt", payload
      FROM inbox WHERE shop_id = $1 ORDER BY delivery_id`,
    [shopId],
  );
  return rows;
}

async function faultsIn(html: string): Promise<string[]> {
  const judge = new HtmlValidate({ extends: ["html-validate:standard", "html-validate:a11y"] });
  const { results } = await judge.validateString(html);
  return results.flatMap(({ messages }) => messages.map(({ message }) => message));
}

describe("the page behind an answer", () => {
  test("shows all answers with the tapped one chosen, and changes nothing: scanners follow links", async () => {
    const { shopId, url } = await aQuestion();
    const response = await get(url);
    expect(response.status).toBe(200);
    const html = await response.text();
    expect(html).toContain("Your answer to Lantern &amp; Lane");
    expect(html).toMatch(/value="a-gift" checked=""|checked="" value="a-gift"/);
    expect(html.match(/checked/g)).toHaveLength(2); // The other stands in the style sheet.
    expect(html).toContain("A gift &lt;b&gt;");
    expect(await (await get(url, "HEAD")).text()).toBe("");
    expect(await inboxOf(shopId)).toEqual([]);
  });

  test("needs no script, lets no other site in, and is valid HTML", async () => {
    const { url } = await aQuestion();
    const response = await get(url);
    expect(response.headers.get("content-security-policy")).toContain("default-src 'none'");
    expect(response.headers.get("referrer-policy")).toBe("no-referrer");
    for (const page of [response, await choose(url, "for-me"), await get(`${url}x`)]) {
      const html = await page.text();
      expect(html).not.toContain("<script");
      expect(await faultsIn(html)).toEqual([]);
    }
  });

  test("speaks the shopper's language", async () => {
    const { url } = await aQuestion({}, "de-AT");
    expect(await (await get(url)).text()).toContain(`<html lang="de">`);
  });
});

describe("the page's button", () => {
  test("keeps the answer as an event of the contact, durably", async () => {
    const { shopId, contactId, messageId, url } = await aQuestion();
    const response = await choose(url, "a-gift");
    expect(await response.text()).toContain("Thank you");
    const [delivery, ...others] = await inboxOf(shopId);
    expect(others).toEqual([]);
    expect(delivery).toMatchObject({
      source: "app",
      topic: "question/answered",
      deliveryId: `answer:${messageId}:a-gift`,
    });
    expect(normalise(delivery)).toMatchObject([
      { name: "question.answered", identity: { contactId }, data: { messageId, answer: "a-gift" } },
    ]);
  });

  test("twice is once; another answer is another", async () => {
    const { shopId, url } = await aQuestion();
    await choose(url, "a-gift");
    await choose(url, "a-gift");
    expect(await inboxOf(shopId)).toHaveLength(1);
    await choose(url, "for-me");
    expect(await inboxOf(shopId)).toHaveLength(2);
  });
});

describe("what is not ours", () => {
  test("a forged, cut or foreign link, or one whose mail asked nothing like it: 404", async () => {
    const { shopId, messageId, contactId, url } = await aQuestion();
    const urls = [
      url.slice(0, -2),
      `${url}A`,
      answerUrl(shopId, messageId, "never-offered"),
      answerUrl(shopId, contactId, "a-gift"),
      unsubscribeUrl(shopId, messageId).replace("/u/", "/a/"),
      "https://waypost.example/a/",
    ];
    for (const other of urls) {
      expect((await get(other)).status).toBe(404);
      expect((await choose(other, "a-gift")).status).toBe(404);
    }
    const unsent = await aDueMessage(shopId);
    expect((await get(answerUrl(shopId, unsent.messageId, "a-gift"))).status).toBe(404);
    expect(await inboxOf(shopId)).toEqual([]);
  });

  test("no answer: 400; a body too large: 413; another method: 405; and nothing is kept", async () => {
    const { shopId, url } = await aQuestion();
    expect((await choose(url, "never-offered")).status).toBe(400);
    expect((await post(url, "")).status).toBe(400);
    expect((await post(url, "x".repeat(20_000))).status).toBe(413);
    expect((await get(url, "DELETE")).status).toBe(405);
    expect(await inboxOf(shopId)).toEqual([]);
  });
});
