import { afterAll, beforeAll, expect, it } from "vitest";
import { pool } from "~/db.server";
import { env } from "~/env.server";
import { days, hours, minutes } from "~/workflows/define";
import { scanLinks } from "../sandbox/inbox/mail-scanner";
import { linksOf } from "./links-of";
import { openWorld, type World } from "./world";

let shop: World;
beforeAll(async () => {
  shop = await openWorld();
});
afterAll(() => shop.close());

const lines = [{ handle: "dune-table-lamp", quantity: 1 }];
const browser = "Mozilla/5.0 (X11; Linux x86_64; rv:130.0) Gecko/20100101 Firefox/130.0";

const lastMail = (email: string) => shop.sandbox.mailbox.to(email).at(-1) ?? expect.unreachable();

async function remind(email: string) {
  shop.shopper.beginCheckout({ email, firstName: "Ada", acceptsMarketing: true, lines });
  await shop.after(hours(1));
  return lastMail(email);
}

/** Follows the link with this text, as a browser does. Returns where it leads. */
async function follow(email: string, text: string): Promise<string | null> {
  const { html } = lastMail(email);
  const url = new RegExp(`href="([^"]+)"[^>]*>\\s*${text}`).exec(html ?? "")?.[1] ?? "";
  const reached = url.replace(env.SHOPIFY_APP_URL, shop.appUrl);
  const answer = await fetch(reached, { redirect: "manual", headers: { "user-agent": browser } });
  return answer.headers.get("location");
}

/** What happened in the mails of a contact, oldest first. */
async function inMails(email: string): Promise<string[]> {
  const { rows } = await pool.query<{ name: string }>(
    `SELECT e.name FROM events e JOIN contacts c ON c.shop_id = e.shop_id AND c.contact_id = e.contact_id
      WHERE c.email = $1 AND e.name IN ('email.clicked', 'email.scanned') ORDER BY e.seq`,
    [email],
  );
  return rows.map(({ name }) => name);
}

it("a reader is led to the product and the checkout, and the run turns to those who clicked", async () => {
  const mail = await remind("ada@example.com");
  await shop.after(minutes(20));
  const [wayBack] = await linksOf(mail);
  expect(await follow("ada@example.com", "Return to your checkout")).toBe(wayBack);
  await shop.after(minutes(1));
  expect(await inMails("ada@example.com")).toEqual(["email.clicked"]);
  await shop.after(days(1));
  const reasons = (await shop.reasons("ada@example.com")).join(" ");
  expect(reasons).toContain("Clicked in “reminder”");
  expect(reasons).not.toContain("Did not click");
});

it("a scanner that follows every link clicks nothing and takes nobody off a list", async () => {
  const mail = await remind("bob@example.com");
  const context = { ...shop.sandbox, appUrl: shop.appUrl, apiKey: "", apiSecret: "", dataFolder: null };
  const requests = await scanLinks(mail, { ...context, publicAppUrl: env.SHOPIFY_APP_URL });
  expect(requests).toBeGreaterThanOrEqual(2 * 7);
  await shop.after(minutes(1));
  expect(await inMails("bob@example.com")).toEqual(["email.scanned"]);
  const { rows } = await pool.query("SELECT clicked_at FROM messages WHERE message_id = $1", [
    mail.customArgs.message_id,
  ]);
  expect(rows).toEqual([{ clicked_at: null }]);
  expect((await pool.query("SELECT 1 FROM suppressions WHERE email = 'bob@example.com'")).rows).toEqual([]);
  expect((await pool.query("SELECT 1 FROM preferences")).rows).toEqual([]);
  await shop.after(days(1));
  expect((await shop.reasons("bob@example.com")).join(" ")).toContain("Did not click in “reminder”");
});

it("a product's link follows the product when its handle changes", async () => {
  await remind("cleo@example.com");
  const { links } = (
    await pool.query("SELECT links FROM messages WHERE message_id = $1", [
      lastMail("cleo@example.com").customArgs.message_id,
    ])
  ).rows[0];
  const number = links.findIndex((stored: string) => /^\d+ /.test(stored));
  const [productId] = links[number].split(" ");
  await pool.query("UPDATE products SET handle = 'renamed' WHERE product_id = $1", [productId]);
  const { html } = lastMail("cleo@example.com");
  const url = new RegExp(`href="([^"]+/${number})"`).exec(html ?? "")?.[1] ?? "";
  const answer = await fetch(url.replace(env.SHOPIFY_APP_URL, shop.appUrl), { redirect: "manual" });
  expect(answer.headers.get("location")).toMatch(/\/products\/renamed$/);
});
