import { readFileSync } from "node:fs";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { pool } from "~/db.server";
import { parkedDeliveries } from "~/events/inbox";
import { normalise } from "~/events/normalise";
import { action } from "~/routes/flow.action";
import { FLOW_TRIGGER } from "~/worker/effects/tell-flow";
import { openWorld, type World } from "../world";

let shop: World;
let customerId: string;
beforeAll(async () => {
  shop = await openWorld();
  customerId = shop.sandbox.backOffice.addCustomer({ email: "ada@example.com" }).id;
  await shop.settle();
});
afterAll(() => shop.close());
beforeEach(() => pool.query("DELETE FROM inbox WHERE source = 'flow'"));

const deliveries = async () => (await pool.query("SELECT delivery_id, status FROM inbox WHERE source = 'flow'")).rows;
const happened = async () => {
  const { rows } = await pool.query(
    `SELECT e.data, c.email FROM events e JOIN contacts c USING (shop_id, contact_id)
     WHERE e.name = 'custom.happened' ORDER BY e.seq`,
  );
  return rows;
};

describe("our action in Shopify Flow", () => {
  it("is an event of that customer, and started twice with one run id it is one", async () => {
    const quiz = {
      customer_id: customerId,
      event: "quiz.finished",
      details: "result: dry skin\nscore: 7\nagain: true",
    };
    for (let time = 0; time < 3; time += 1) expect(await shop.sandbox.flow.runAction(quiz, { id: "run-1" })).toBe(200);
    expect(await deliveries()).toEqual([{ delivery_id: "run-1", status: "waiting" }]);
    await shop.settle();
    expect(await happened()).toEqual([
      {
        email: "ada@example.com",
        data: { name: "quiz.finished", properties: { result: "dry skin", score: 7, again: true } },
      },
    ]);
  });

  it("with a wrong signature is answered 401 and leaves nothing behind", async () => {
    const quiz = { customer_id: customerId, event: "quiz.finished" };
    expect(await shop.sandbox.flow.runAction(quiz, { signature: Buffer.alloc(32).toString("base64") })).toBe(401);
    expect(await shop.sandbox.flow.runAction(quiz, { signature: "AAAA" })).toBe(401);
    expect(await deliveries()).toEqual([]);
  });

  it("without a signature, or signed and no action of Flow's, is answered 400", async () => {
    const unsigned = await fetch(`${shop.appUrl}/flow/action`, { method: "POST", body: "{}" });
    expect(unsigned.status).toBe(400);
    expect(await shop.sandbox.flow.runAction({ customer_id: customerId, event: "x" }, { id: "" })).toBe(400);
    expect(await deliveries()).toEqual([]);
  });

  it("that cannot be read is parked with the reason, where the merchant sees it", async () => {
    await shop.sandbox.flow.runAction({ customer_id: customerId, event: "quiz.finished", details: "no colon here" });
    await shop.sandbox.flow.runAction({ customer_id: "", event: "quiz.finished" });
    await shop.settle();
    expect((await parkedDeliveries(shop.shopId)).map(({ reason }) => reason).sort()).toEqual([
      "flow/action: contact.customerId: is not the id of a Shopify customer",
      "flow/action: details: “no colon here” is not a name, a colon and a value",
    ]);
  });

  it("is answered alike by the Remix route", async () => {
    const request = new Request("http://localhost/flow/action", { method: "POST", body: "{}" });
    expect((await action({ request, params: {}, context: {} })).status).toBe(400);
  });
});

it.each([
  ["7", 7],
  ["-0.5", -0.5],
  ["007", "007"],
  ["12345678901234567890", "12345678901234567890"],
  ["1e3", "1e3"],
  ["false", false],
  ["", ""],
  ["http://a.example/b:c", "http://a.example/b:c"],
])("a detail “%s” is kept as what it is", (text, value) => {
  const payload = { properties: { customer_id: "1", event: "e", details: `\n field : ${text}\r\n` } };
  const [event] = normalise({
    source: "flow",
    deliveryId: "run",
    topic: "flow/action",
    eventId: null,
    triggeredAt: new Date(0),
    payload: Buffer.from(JSON.stringify(payload)),
  });
  expect(event).toMatchObject({ identity: { customerId: "1" }, data: { properties: { field: value } } });
});

describe("what is deployed to Shopify", () => {
  const toml = (name: string) => readFileSync(`extensions/${name}/shopify.extension.toml`, "utf8");

  it("names the trigger as the app does", () => {
    expect(toml("flow-trigger")).toContain(`handle = "${FLOW_TRIGGER}"`);
  });

  it("sends the action to the front door, with the fields that are read", () => {
    expect(toml("flow-action")).toMatch(/^runtime_url = "https:\/\/[^/]+\/flow\/action"$/m);
    expect([...toml("flow-action").matchAll(/^\s*key = "(.*)"$/gm)].map(([, key]) => key)).toEqual([
      "event",
      "details",
    ]);
  });
});
