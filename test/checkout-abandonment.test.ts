import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { pool } from "~/db.server";
import { handleUnsubscribe } from "~/delivery/handle-unsubscribe";
import { days, hours } from "~/workflows/define";
import { switchWorkflow } from "~/workflows/settings";
import { openWorld, type World } from "./world";

let shop: World;
beforeAll(async () => {
  shop = await openWorld();
});
afterAll(() => shop.close());

const lines = [
  { handle: "dune-table-lamp", quantity: 1 },
  { handle: "washed-linen-cushion", quantity: 2 },
];

const mailsOf = (email: string) => shop.sandbox.mailbox.to(email);

describe("a shopper who leaves the checkout with the box ticked", () => {
  it("gets the reminder after an hour, the last call a day later, and no more", async () => {
    shop.shopper.beginCheckout({ email: "ada@example.com", firstName: "Ada", acceptsMarketing: true, lines });
    await shop.after({ minutes: 59 });
    expect(mailsOf("ada@example.com")).toHaveLength(0);

    await shop.after({ minutes: 2 });
    expect(mailsOf("ada@example.com")).toHaveLength(1);

    await shop.after(days(1));
    expect(mailsOf("ada@example.com")).toHaveLength(2);
    await shop.after(days(7));
    expect(mailsOf("ada@example.com")).toHaveLength(2);
    expect((await shop.reasons("ada@example.com")).map((text) => text.split(/[:,;.]/)[0])).toEqual([
      "Started",
      "Waits 1 hour",
      "Mail prepared",
      "Waits 1 day",
      "Sent",
      "Did not click in “reminder”",
      "Mail prepared",
      "Went through to the end",
      "Sent",
    ]);
  });

  it("sees the very products, the way back, three others in stock, and how to unsubscribe", () => {
    const [reminder] = mailsOf("ada@example.com");
    const html = reminder?.html ?? "";
    for (const { handle } of lines) {
      const product = shop.sandbox.store.state.products.find((one) => one.handle === handle);
      expect(html).toContain(product?.title);
      expect(html).toContain(`/cdn/products/${handle}.png`);
    }
    expect(html).toMatch(/\/checkouts\/ac\/[^"]+\/recover\?key=/);
    const recommended = [...new Set([...html.matchAll(/\/products\/([a-z0-9-]+)"/g)].map(([, handle]) => handle))];
    expect(recommended).toHaveLength(3);
    expect(reminder?.headers["List-Unsubscribe-Post"]).toBe("List-Unsubscribe=One-Click");
    expect(reminder?.text).toContain("/u/");
  });
});

describe("who gets nothing, and why", () => {
  it("the box was not ticked", async () => {
    shop.shopper.beginCheckout({ email: "bob@example.com", acceptsMarketing: false, lines });
    await shop.after(days(2));
    expect(mailsOf("bob@example.com")).toHaveLength(0);
    expect(await shop.reasons("bob@example.com")).toEqual([
      "Not started: did not agree to marketing mails (the box was not ticked).",
    ]);
  });

  it("bought within the hour", async () => {
    const { token } = shop.shopper.beginCheckout({ email: "cleo@example.com", acceptsMarketing: true, lines });
    await shop.after({ minutes: 20 });
    shop.shopper.buy(token);
    await shop.after(days(2));
    expect(mailsOf("cleo@example.com").map(({ subject }) => subject)).toEqual([]);
    expect((await shop.reasons("cleo@example.com")).join("\n")).toContain("Ended: ordered");
  });

  it("bought under another address, by the checkout's token", async () => {
    const { token } = shop.shopper.beginCheckout({ email: "dora@example.com", acceptsMarketing: true, lines });
    await shop.after(hours(2));
    shop.shopper.buy(token, { email: "dora.work@example.com" });
    await shop.after(days(2));
    expect(mailsOf("dora@example.com")).toHaveLength(1);
    expect((await shop.reasons("dora@example.com")).join("\n")).toContain("Ended: ordered");
  });

  it("bought under another address, told after the token had moved there", async () => {
    const { token } = shop.shopper.beginCheckout({ email: "kara@example.com", acceptsMarketing: true, lines });
    await shop.after(hours(2));
    shop.shopper.updateCheckout(token, { email: "kara.work@example.com" });
    await shop.settle();
    shop.shopper.buy(token);
    await shop.after(days(2));
    expect(mailsOf("kara@example.com")).toHaveLength(1);
    expect((await shop.reasons("kara@example.com")).join("\n")).toContain("Ended: ordered");
  });

  it("bought at the till", async () => {
    shop.shopper.beginCheckout({ email: "emil@example.com", acceptsMarketing: true, lines });
    await shop.after({ minutes: 10 });
    shop.shopper.orderElsewhere({ email: "emil@example.com", lines, sourceName: "pos" });
    await shop.after(days(2));
    expect(mailsOf("emil@example.com")).toHaveLength(0);
  });

  it("a draft order's checkout starts no recovery", async () => {
    shop.shopper.beginCheckout({
      email: "finn@example.com",
      acceptsMarketing: true,
      lines,
      sourceName: "shopify_draft_order",
    });
    await shop.after(days(2));
    expect(await shop.reasons("finn@example.com")).toEqual([
      "Not started: it came from a draft order, not from the online store.",
    ]);
  });

  it("the workflow was turned off while the shopper waited", async () => {
    shop.shopper.beginCheckout({ email: "gina@example.com", acceptsMarketing: true, lines });
    await shop.after({ minutes: 10 });
    await switchWorkflow(shop.shopId, "checkout-abandonment", false);
    await shop.after(days(2));
    await switchWorkflow(shop.shopId, "checkout-abandonment", true);
    expect(mailsOf("gina@example.com")).toHaveLength(0);
    expect((await shop.reasons("gina@example.com")).join("\n")).toContain("Not sent: the workflow was turned off.");
  });
});

describe("who unsubscribed", () => {
  it("gets nothing more, not even for the checkout where the box is still ticked; a new yes counts", async () => {
    const { token } = shop.shopper.beginCheckout({ email: "jana@example.com", acceptsMarketing: true, lines });
    await shop.after(hours(2));
    const [reminder] = mailsOf("jana@example.com");
    const address = /<([^>]+)>/.exec(reminder?.headers["List-Unsubscribe"] ?? "")?.[1] ?? "";
    const answer = await handleUnsubscribe(
      new Request(address, { method: "POST", body: new URLSearchParams({ "List-Unsubscribe": "One-Click" }) }),
    );
    expect(answer.status).toBe(200);

    shop.shopper.updateCheckout(token, { lines: [{ handle: "bud-vase", quantity: 1 }] });
    await shop.after(days(3));
    expect(mailsOf("jana@example.com")).toHaveLength(1);
    expect((await shop.reasons("jana@example.com")).join("\n")).toContain(
      "Ended: no longer agrees to marketing mails (unsubscribed).",
    );

    shop.shopper.beginCheckout({ email: "jana@example.com", acceptsMarketing: false, lines });
    await shop.after(days(3));
    expect(mailsOf("jana@example.com")).toHaveLength(1);

    shop.shopper.beginCheckout({ email: "jana@example.com", acceptsMarketing: true, lines });
    await shop.after(hours(2));
    expect(mailsOf("jana@example.com")).toHaveLength(2);
  });
});

describe("webhooks as they come", () => {
  it("twice, late and out of order: the same mails, once", async () => {
    shop.sandbox.webhooks.conduct({ duplicates: 3, disorder: true });
    const { token } = shop.shopper.beginCheckout({ email: "hugo@example.com", acceptsMarketing: false, lines });
    shop.shopper.updateCheckout(token, { acceptsMarketing: true });
    await shop.after(hours(2));
    shop.sandbox.webhooks.conduct({ duplicates: 1, disorder: false });
    expect(mailsOf("hugo@example.com")).toHaveLength(1);
  });

  it("an order that is heard of only when the mail is due still stops it", async () => {
    const { token } = shop.shopper.beginCheckout({ email: "ines@example.com", acceptsMarketing: true, lines });
    await shop.settle();
    shop.sandbox.webhooks.conduct({ hold: true });
    shop.shopper.buy(token);
    await shop.after({ minutes: 50 });
    shop.sandbox.webhooks.release();
    await shop.after(days(2));
    expect(mailsOf("ines@example.com")).toHaveLength(0);
  });

  it("a delivery that cannot be read is parked with its reason, and stops nothing", async () => {
    shop.sandbox.webhooks.send("checkouts/update", "{ this is no JSON");
    await shop.settle();
    const { rows } = await pool.query("SELECT status, reason FROM inbox WHERE status = 'parked'");
    expect(rows).toEqual([{ status: "parked", reason: expect.stringContaining("checkouts/update: ") }]);
  });
});

it("each message id reached SendGrid once", () => {
  expect([...shop.sandbox.mailbox.countByMessageId().values()].every((count) => count === 1)).toBe(true);
});
