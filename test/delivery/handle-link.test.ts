import { HtmlValidate } from "html-validate";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { pool } from "~/db.server";
import { storedDestination } from "~/delivery/destination";
import { answerLink } from "~/delivery/handle-link";
import { TRAP } from "~/delivery/link-hits";
import { LINK_CHECK_PATH, linkProof } from "~/delivery/link-proof";
import { linkUrls, preferencesUrl, unsubscribeUrl } from "~/delivery/public-link";
import { aDueMessage, aShop, noon } from "./a-shop";

const browser = "Mozilla/5.0 (X11; Linux x86_64; rv:130.0) Gecko/20100101 Firefox/130.0";

async function visit(url: string, method = "GET", headers: Record<string, string> = { "user-agent": browser }) {
  return answerLink({ method, path: new URL(url).pathname, header: (name) => headers[name] ?? null });
}

const whereTo = async (url: string, method?: string) => {
  const { status, headers } = await visit(url, method);
  expect(status).toBe(302);
  return headers.location;
};

const destinations = [
  "https://lantern-lane.example/checkouts/abc/recover?key=k",
  storedDestination("https://lantern-lane.example/products/old-lamp?variant=7", "lamp"),
  storedDestination("https://lantern-lane.example/products/gone-lamp", "gone"),
  "https://lantern-lane.example",
];

/** A mail with four links that has left. */
async function aMail(links: readonly string[] = destinations) {
  const shopId = await aShop();
  await pool.query(`UPDATE shops SET storefront_url = 'https://lantern-lane.example' WHERE shop_id = $1`, [shopId]);
  await pool.query(
    `INSERT INTO products (shop_id, product_id, title, handle, tags, collections, is_published, updated_at, read_at)
      VALUES ($1, 'lamp', 'Lamp', 'new-lamp & more', '{}', '{}', true, $2, $2)`,
    [shopId, noon],
  );
  const message = await aDueMessage(shopId);
  await pool.query(`UPDATE messages SET status = 'sent', left_at = $2, links = $3 WHERE message_id = $1`, [
    message.messageId,
    noon,
    links,
  ]);
  return { shopId, ...message, urlOf: linkUrls(shopId, message.messageId, null) };
}

async function hitsOf(messageId: string) {
  const { rows } = await pool.query(
    `SELECT link, method, agent, verdict FROM link_hits WHERE message_id = $1 ORDER BY at, hit_id`,
    [messageId],
  );
  return rows;
}

afterAll(() => pool.end());

describe("a link of a mail", () => {
  test("leads where its row says, and is kept, still to be judged", async () => {
    const { messageId, urlOf } = await aMail();
    expect(await whereTo(urlOf(0))).toBe(destinations[0]);
    expect(await whereTo(urlOf(3))).toBe("https://lantern-lane.example");
    expect(await hitsOf(messageId)).toEqual([
      { link: 0, method: "GET", agent: browser, verdict: null },
      { link: 3, method: "GET", agent: browser, verdict: null },
    ]);
  });

  test("a product's survives its changed handle, variant and all; of one that is gone, the stored address holds", async () => {
    const { urlOf } = await aMail();
    expect(await whereTo(urlOf(1))).toBe("https://lantern-lane.example/products/new-lamp%20%26%20more?variant=7");
    expect(await whereTo(urlOf(2))).toBe("https://lantern-lane.example/products/gone-lamp");
  });

  test("HEAD leads there too, without a body, and is kept as what it is", async () => {
    const { messageId, urlOf } = await aMail();
    const answer = await visit(urlOf(0), "HEAD", {});
    expect(answer).toMatchObject({ status: 302, body: null, headers: { location: destinations[0] } });
    expect(await hitsOf(messageId)).toEqual([{ link: 0, method: "HEAD", agent: "", verdict: null }]);
  });

  test("the hidden one leads to the shop, so that a scanner sees no difference", async () => {
    const { messageId, urlOf } = await aMail();
    expect(await whereTo(urlOf(TRAP))).toBe("https://lantern-lane.example");
    expect(await hitsOf(messageId)).toMatchObject([{ link: TRAP }]);
  });

  test("is never answered from a cache, and in no search engine", async () => {
    const { headers } = await visit((await aMail()).urlOf(0));
    expect(headers).toMatchObject({ "cache-control": "no-store", "x-robots-tag": "noindex, nofollow" });
  });

  test("what leads nowhere on the web leads to the shop", async () => {
    const { urlOf } = await aMail(["javascript:alert(1)", "", "https://[broken"]);
    for (const link of [0, 1, 2]) expect(await whereTo(urlOf(link))).toBe("https://lantern-lane.example");
  });

  test("whatever a program calls itself is kept, shortened", async () => {
    const { messageId, urlOf } = await aMail();
    await visit(urlOf(0), "GET", { "user-agent": `\0${"x".repeat(10_000)}` });
    expect((await hitsOf(messageId))[0].agent).toHaveLength(500);
  });

  test("whoever asks on and on is led on, and fills no table", async () => {
    const { shopId, messageId, urlOf } = await aMail();
    await pool.query(
      `INSERT INTO link_hits (shop_id, hit_id, message_id, link, method, agent, at)
        SELECT $1, gen_random_uuid(), $2, 0, 'GET', '', $3 FROM generate_series(1, 499)`,
      [shopId, messageId, noon],
    );
    for (let count = 0; count < 3; count += 1) expect(await whereTo(urlOf(0))).toBe(destinations[0]);
    expect(await hitsOf(messageId)).toHaveLength(500);
  });
});

describe("what is not ours", () => {
  test("a forged, cut or foreign link, or one of another number: 404 in plain words, and nothing is kept", async () => {
    const { shopId, messageId, contactId, urlOf } = await aMail();
    const urls = [
      urlOf(4),
      urlOf(-2),
      `${urlOf(0)}1e9`,
      urlOf(0).replace(/\/0$/, ""),
      urlOf(0).replace(/.\/0$/, "/0"),
      linkUrls(shopId + 1, messageId, null)(0),
      linkUrls(shopId, contactId, null)(0),
      `${unsubscribeUrl(shopId, messageId).replace("/u/", "/l/")}/0`,
      `${preferencesUrl(shopId, messageId).replace("/p/", "/l/")}/0`,
      "https://waypost.example/l/",
      "https://waypost.example/l/https://evil.example/0",
    ];
    for (const url of urls) {
      const answer = await visit(url);
      expect(answer.status, url).toBe(404);
      expect(answer.headers.location).toBeUndefined();
      expect(answer.body).toContain("This link does not work");
    }
    expect(await hitsOf(messageId)).toEqual([]);
  });

  test("in the browser's language; valid HTML; without a body to HEAD", async () => {
    const headers = { "accept-language": "ja,en;q=0.5" };
    const { body } = await visit("https://waypost.example/l/x/0", "GET", headers);
    expect(body).toMatch(/<html lang="ja">.*このリンクは使えません/s);
    const judge = new HtmlValidate({ extends: ["html-validate:standard", "html-validate:a11y"] });
    expect((await judge.validateString(body ?? "")).valid).toBe(true);
    expect(await visit("https://waypost.example/l/x/0", "HEAD")).toMatchObject({ status: 404, body: null });
  });

  test("another method: 405", async () => {
    const { messageId, urlOf } = await aMail();
    expect(await visit(urlOf(0), "POST")).toMatchObject({ status: 405, headers: { allow: "GET, HEAD" } });
    expect(await hitsOf(messageId)).toEqual([]);
  });
});

describe("when the database fails", () => {
  beforeAll(async () => {
    // As when it may be read only: a disk is full, or a replica has taken over.
    await pool.query(`CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RAISE ''disk full''; END'`);
  });

  test("to keep a hit, its reader goes on all the same", async () => {
    const { urlOf } = await aMail();
    await pool.query("CREATE TRIGGER refuse BEFORE INSERT ON link_hits EXECUTE FUNCTION refuse()");
    try {
      expect(await whereTo(urlOf(0))).toBe(destinations[0]);
      expect(await whereTo(urlOf(1))).toContain("/products/new-lamp");
    } finally {
      await pool.query("DROP TRIGGER refuse ON link_hits");
    }
  });

  test("altogether, it is said in plain words, to try again", async () => {
    const { urlOf } = await aMail();
    await pool.query("ALTER TABLE messages RENAME TO elsewhere");
    try {
      const answer = await visit(urlOf(0));
      expect(answer).toMatchObject({ status: 503, headers: { "retry-after": "30" } });
      expect(answer.body).toContain("Try again in a minute.");
    } finally {
      await pool.query("ALTER TABLE elsewhere RENAME TO messages");
    }
  });
});

test("a shop's link domain is known to lead here by what only this app answers", async () => {
  const answer = await visit(`https://go.lantern-lane.example${LINK_CHECK_PATH}`, "POST");
  expect(answer).toMatchObject({ status: 200, body: linkProof() });
});
