import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { now } from "~/clock";
import type { Condition } from "~/contacts/segments/expression";
import { createSegment, segmentById } from "~/contacts/segments/store";
import { pool } from "~/db.server";
import { handleUnsubscribe } from "~/delivery/handle-unsubscribe";
import { days, hours } from "~/workflows/define";
import { changeWorkflow } from "~/workflows/settings";
import { openWorld, type World } from "./world";

let shop: World;
beforeAll(async () => {
  shop = await openWorld();
});
afterAll(() => shop.close());

const lines = [{ handle: "dune-table-lamp", quantity: 1 }];
const ever = { in: "ever" } as const;
const ordered = (count: number): Condition => {
  return { is: "did", what: "ordered", about: { kind: "any" }, times: { at: "least", count }, when: ever };
};

async function segment(name: string, ...rules: Condition[]): Promise<string> {
  const saved = await createSegment(shop.shopId, { name, rule: { is: "group", match: "all", rules } });
  if (!saved.ok) throw new Error(JSON.stringify(saved.errors));
  await shop.settle();
  return saved.segmentId;
}

/** What a contact's timeline tells of a segment, oldest first: "segment.entered". */
async function moves(email: string, name: string): Promise<string[]> {
  const { rows } = await pool.query<{ name: string }>(
    `SELECT e.name FROM events e JOIN contacts c ON c.shop_id = e.shop_id AND c.contact_id = e.contact_id
     WHERE e.shop_id = $1 AND c.email = $2 AND e.data ->> 'name' = $3 ORDER BY e.seq`,
    [shop.shopId, email, name],
  );
  return rows.map(({ name }) => name);
}

async function membersOf(segmentId: string): Promise<string[]> {
  const { rows } = await pool.query<{ email: string }>(
    `SELECT c.email FROM segment_members m JOIN contacts c ON c.shop_id = m.shop_id AND c.contact_id = m.contact_id
     WHERE m.shop_id = $1 AND m.segment_id = $2 ORDER BY c.email`,
    [shop.shopId, segmentId],
  );
  expect((await segmentById(shop.shopId, segmentId))?.members).toBe(rows.length);
  return rows.map(({ email }) => email);
}

function leave(email: string, acceptsMarketing = true): string {
  return shop.shopper.beginCheckout({ email, acceptsMarketing, lines }).token;
}

function tag(email: string, topic: "customer.tags_added" | "customer.tags_removed", tags: string[]): void {
  const customer = shop.sandbox.store.customerByEmail(email);
  shop.sandbox.webhooks.send(topic, {
    customerId: `gid://shopify/Customer/${customer?.id}`,
    tags,
    occurredAt: now().toISOString(),
  });
}

describe("a workflow that is for a segment", () => {
  it("begins to mail somebody once an order brings them in, and says why it did not before", async () => {
    const regulars = await segment("Regulars", ordered(1));
    await changeWorkflow(shop.shopId, "checkout-abandonment", { segmentId: regulars });

    leave("ada@example.com");
    await shop.after(hours(2));
    expect(shop.sandbox.mailbox.to("ada@example.com")).toHaveLength(0);
    expect(await shop.reasons("ada@example.com")).toEqual(["Not started: is not in the segment “Regulars”."]);

    shop.shopper.buy(leave("ada@example.com"));
    await shop.after(hours(1));
    expect(await moves("ada@example.com", "Regulars")).toEqual(["segment.entered"]);

    leave("ada@example.com");
    await shop.after(hours(2));
    expect(shop.sandbox.mailbox.to("ada@example.com")).toHaveLength(1);
  });

  it("stops mailing who lost a tag", async () => {
    shop.shopper.buy(leave("bea@example.com"));
    await shop.after(hours(1));
    const friends = await segment("Friends", { is: "tagged", of: ["friend"] });
    await changeWorkflow(shop.shopId, "checkout-abandonment", { segmentId: friends });

    tag("bea@example.com", "customer.tags_added", ["Friend"]);
    await shop.settle();
    expect(await membersOf(friends)).toEqual(["bea@example.com"]);
    leave("bea@example.com");
    await shop.after(hours(2));
    expect(shop.sandbox.mailbox.to("bea@example.com")).toHaveLength(1);

    tag("bea@example.com", "customer.tags_removed", ["Friend"]);
    await shop.after(days(2));
    expect(await moves("bea@example.com", "Friends")).toEqual(["segment.entered", "segment.left"]);
    leave("bea@example.com");
    await shop.after(hours(2));
    expect((await shop.reasons("bea@example.com")).at(-1)).toBe("Not started: is not in the segment “Friends”.");
  });

  it("follows a consent that is given and taken", async () => {
    const open = await segment("Open to mails", { is: "consent", of: ["SUBSCRIBED"] });
    await changeWorkflow(shop.shopId, "checkout-abandonment", { segmentId: open });
    leave("cleo@example.com", false);
    await shop.settle();
    expect(await moves("cleo@example.com", "Open to mails")).toEqual([]);

    leave("cleo@example.com", true);
    await shop.after(hours(2));
    const [mail] = shop.sandbox.mailbox.to("cleo@example.com");
    expect(await moves("cleo@example.com", "Open to mails")).toEqual(["segment.entered"]);

    const address = /<([^>]+)>/.exec(mail?.headers["List-Unsubscribe"] ?? "")?.[1] ?? "";
    const oneClick = new URLSearchParams({ "List-Unsubscribe": "One-Click" });
    await handleUnsubscribe(new Request(address, { method: "POST", body: oneClick }));
    await shop.after(days(2));
    expect(await moves("cleo@example.com", "Open to mails")).toEqual(["segment.entered", "segment.left"]);
    expect(shop.sandbox.mailbox.to("cleo@example.com")).toHaveLength(1);
  });
});

describe("membership", () => {
  it("is laid down without a word for whom a new rule finds, and told of once for who comes later", async () => {
    const buyers = await segment("Buyers", ordered(1));
    expect(await membersOf(buyers)).toContain("ada@example.com");
    expect(await moves("ada@example.com", "Buyers")).toEqual([]);

    shop.sandbox.webhooks.conduct({ duplicates: 3, disorder: true });
    shop.shopper.buy(leave("dora@example.com"));
    await shop.settle();
    shop.sandbox.webhooks.conduct({ duplicates: 1, disorder: false });
    expect(await moves("dora@example.com", "Buyers")).toEqual(["segment.entered"]);
  });

  it("ends by itself when the days are over", async () => {
    const fresh = await segment("Bought this week", {
      is: "did",
      what: "ordered",
      about: { kind: "any" },
      times: { at: "least", count: 1 },
      when: { in: "last", days: 7 },
    });
    shop.shopper.buy(leave("emil@example.com"));
    await shop.after(days(6));
    expect(await membersOf(fresh)).toContain("emil@example.com");
    // A count of a quarter of an hour ago is fresh enough to be kept: see refresh-segments.ts.
    await shop.after({ days: 1, minutes: 20 });
    expect(await membersOf(fresh)).toEqual([]);
    expect(await moves("emil@example.com", "Bought this week")).toEqual(["segment.entered", "segment.left"]);
  });

  it("follows a customer segment of Shopify's", async () => {
    const name = "Customers who have purchased more than once";
    const known = await segment("Shopify says so", { is: "shopify-segment", segment: { id: "4600000000002", name } });
    const twice = shop.sandbox.store.state.customers.filter(({ id }) => {
      return shop.sandbox.store.state.orders.filter(({ customerId }) => customerId === id).length > 1;
    });
    const { rows } = await pool.query<{ members: number }>(
      "SELECT count(*) AS members FROM shopify_segment_members WHERE shop_id = $1",
      [shop.shopId],
    );
    expect(rows[0]?.members).toBe(twice.length);
    expect(twice.length).toBeGreaterThan(0);
    // Ada ordered once here; what Shopify counts is what holds.
    expect(await membersOf(known)).not.toContain("emil@example.com");
    shop.shopper.buy(leave("emil@example.com"));
    await shop.after(hours(2));
    expect(await membersOf(known)).toContain("emil@example.com");
  });
});
