import { createHmac } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { pool } from "~/db.server";
import { webhookKey } from "~/delivery/webhook-signature";
import { contactTimeline } from "~/reports/contact-timeline";
import { carryOutEffects } from "~/worker/carry-out-effects";
import { addTag, callWebhook, setField, startFlow } from "~/workflows/define";
import type { Step } from "~/workflows/definition";
import { MOST_TRIES } from "~/workflows/effect-store";
import { openWorld, type World } from "../world";
import { asIfKilled, askFor, contactOf, makeDue, stateOf } from "./effects/an-effect";

let shop: World;
let customerId: string;
const customer = "ada@example.com";
const guest = "gus@example.com";

beforeAll(async () => {
  shop = await openWorld();
  customerId = shop.sandbox.backOffice.addCustomer({ email: customer, firstName: "Ada" }).id;
  const lines = [{ handle: "dune-table-lamp", quantity: 1 }];
  shop.shopper.beginCheckout({ email: guest, acceptsMarketing: false, lines });
  await shop.settle();
});
afterAll(() => shop.close());
beforeEach(() => pool.query("DELETE FROM effects"));

const ask = (email: string, payload: Parameters<typeof askFor>[2]) => askFor(shop.shopId, email, payload);
const inShopify = () => shop.sandbox.store.state.customers.find(({ id }) => id === customerId)?.tags;
const webhook = () => ({ is: "webhook", url: `${shop.sandbox.url}/systems/webhook?list=a` }) as const;
const calls = () => shop.sandbox.receiver.calls();

/** What the contact's page says since the last look, oldest first. */
async function told(email: string): Promise<string[]> {
  const { contactId } = await contactOf(shop.shopId, email);
  const { entries } = await contactTimeline({
    shopId: shop.shopId,
    contactId,
    before: null,
    timezone: "UTC",
    titles: new Map([["re-engagement", "Re-engagement"]]),
  });
  return entries.map(({ title, detail }) => `${title}: ${detail}`).reverse();
}

describe("a field", () => {
  it("is set once, even after a kill between doing and settling, and the page tells it", async () => {
    const { seenAt } = await contactOf(shop.shopId, guest);
    await shop.after({ minutes: 5 });
    const effect = await ask(guest, { is: "field", field: "skinType", to: "dry" });
    await shop.settle();
    await asIfKilled(effect);
    await shop.settle();
    expect(await stateOf(effect)).toEqual({ status: "done", attempts: 2, error: null });
    // The merchant's doing is no sign of life.
    expect(await contactOf(shop.shopId, guest)).toMatchObject({ custom: { skinType: "dry" }, seenAt });
    const { rows } = await pool.query("SELECT data FROM events WHERE name = 'contact.noted'");
    expect(rows).toEqual([{ data: { workflowId: "re-engagement", step: "tell-them" } }]);
    expect(await told(guest)).toContain("Re-engagement · tell them: The field “skinType” was set to “dry”.");
  });

  it("is taken away by null", async () => {
    await ask(guest, { is: "field", field: "skinType", to: null });
    await shop.settle();
    expect(await contactOf(shop.shopId, guest)).toMatchObject({ custom: {} });
    expect(await told(guest)).toContain("Re-engagement · tell them: The field “skinType” was emptied.");
  });
});

describe("a tag", () => {
  it("reaches Shopify and the contact; told again by Shopify, or after a kill, nothing doubles", async () => {
    const effect = await ask(customer, { is: "tag", tag: "winback", on: true });
    await shop.settle();
    expect(inShopify()).toEqual(["winback"]);
    await asIfKilled(effect);
    await shop.settle();
    await shop.settle();
    expect(await stateOf(effect)).toMatchObject({ status: "done", attempts: 2 });
    expect(await contactOf(shop.shopId, customer)).toMatchObject({ tags: ["winback"] });
    expect(shop.sandbox.webhooks.log().filter(({ topic }) => topic === "customer.tags_added")).toHaveLength(1);
    expect((await told(customer)).filter((line) => line.startsWith("Their tags changed"))).toEqual([
      "Their tags changed: added winback",
    ]);
    expect(await told(customer)).toContain("Re-engagement · tell them: The tag “winback” was added.");
  });

  it("is taken again after Shopify failed twice; here it is gone at once", async () => {
    shop.sandbox.faults.failNext("tagsRemove", 2);
    const effect = await ask(customer, { is: "tag", tag: "winback", on: false });
    await shop.settle();
    expect(await contactOf(shop.shopId, customer)).toMatchObject({ tags: [] });
    expect(inShopify()).toEqual(["winback"]);
    expect(await stateOf(effect)).toMatchObject({
      status: "waiting",
      attempts: 1,
      error: expect.stringMatching(/Internal error/),
    });
    // Not before its time.
    expect(await carryOutEffects()).toBe(0);
    for (const _try of [2, 3]) {
      await makeDue();
      await shop.settle();
    }
    expect(await stateOf(effect)).toEqual({ status: "done", attempts: 3, error: null });
    expect(inShopify()).toEqual([]);
  });

  it("of a guest is kept here, and Shopify is not asked", async () => {
    const effect = await ask(guest, { is: "tag", tag: "vip", on: true });
    await shop.settle();
    expect(await stateOf(effect)).toMatchObject({ status: "done", attempts: 1 });
    expect(await contactOf(shop.shopId, guest)).toMatchObject({ tags: ["vip"] });
  });

  it("that Shopify refuses fails with its reason on the contact's page", async () => {
    const tag = "x".repeat(41);
    const effect = await ask(customer, { is: "tag", tag, on: true });
    await shop.settle();
    expect(await stateOf(effect)).toMatchObject({ status: "failed", attempts: 1 });
    expect((await told(customer)).at(-1)).toBe(
      `Re-engagement · tell them: The tag “${tag}” could not be added: Shopify refused it: Tags is too long.`,
    );
  });
});

describe("a webhook", () => {
  it("tells the merchant's server who, where and what about; it can verify and knows a repetition", async () => {
    const effect = await ask(customer, webhook());
    await shop.settle();
    await asIfKilled(effect);
    await shop.settle();
    const [second, first] = calls();
    expect(JSON.parse(first?.body ?? "")).toEqual({
      id: effect,
      shop: "lantern-lane.myshopify.com",
      workflow: "re-engagement",
      step: "tell-them",
      at: expect.stringMatching(/^\d{4}-/),
      contact: { email: customer, customerId, firstName: "Ada", lastName: null },
      about: null,
    });
    expect([first, second].map((call) => call?.headers["idempotency-key"])).toEqual([effect, effect]);
    const [, seconds, mac] = /^t=(\d+),v1=([0-9a-f]{64})$/.exec(String(first?.headers["waypost-signature"])) ?? [];
    expect(mac).toBe(createHmac("sha256", webhookKey(shop.shopId)).update(`${seconds}.${first?.body}`).digest("hex"));
    expect(Math.abs(Number(seconds) - Date.now() / 1_000)).toBeLessThan(60);
    expect(await told(customer)).toContain(
      `Re-engagement · tell them: ${new URL(shop.sandbox.url).host} was told, and answered 200.`,
    );
  });

  it("is tried again after 503, 429 and 408, and then done", async () => {
    shop.sandbox.receiver.answerNext(503, 429, 408);
    const effect = await ask(customer, webhook());
    for (const _try of [1, 2, 3, 4]) {
      await shop.settle();
      await makeDue();
    }
    expect(await stateOf(effect)).toEqual({ status: "done", attempts: 4, error: null });
  });

  it("fails for good on 404, with its words; an answer is not kept whole", async () => {
    shop.sandbox.receiver.answerNext(404);
    const effect = await ask(customer, webhook());
    await shop.settle();
    expect(await stateOf(effect)).toEqual({
      status: "failed",
      attempts: 1,
      error: "it answered 404: The receiver was told to answer 404.",
    });
    expect((await told(customer)).at(-1)).toMatch(
      /could not be told: it answered 404: The receiver was told to answer 404\.$/,
    );
  });

  it("follows no redirect", async () => {
    shop.sandbox.receiver.answerNext(302);
    const effect = await ask(customer, webhook());
    const before = calls().length;
    await shop.settle();
    expect(calls()).toHaveLength(before + 1);
    expect(await stateOf(effect)).toMatchObject({
      status: "failed",
      error: "it leads elsewhere (302), and is not followed there",
    });
  });

  it("is given up after so many tries, with the last reason", async () => {
    shop.sandbox.receiver.answerNext(...Array.from({ length: MOST_TRIES }, () => 500));
    const effect = await ask(customer, webhook());
    for (let tried = 0; tried < MOST_TRIES; tried += 1) {
      expect(await stateOf(effect)).toMatchObject({ status: "waiting", attempts: tried });
      await carryOutEffects();
      await makeDue();
    }
    expect(await stateOf(effect)).toMatchObject({
      status: "failed",
      attempts: MOST_TRIES,
      error: `it answered 500: The receiver was told to answer 500., ${MOST_TRIES} times`,
    });
    expect(await carryOutEffects()).toBe(0);
  });
});

describe("Shopify Flow", () => {
  const flow = { is: "flow" } as const;

  it("is told with every field of our trigger", async () => {
    await ask(guest, flow);
    await shop.settle();
    expect(shop.sandbox.flow.triggers()).toMatchObject([
      {
        handle: "waypost-step-reached",
        payload: { "Contact email": guest, Workflow: "re-engagement", Step: "tell-them" },
      },
    ]);
    expect(await told(guest)).toContain("Re-engagement · tell them: Shopify Flow was told.");
  });

  it("is not told twice after a kill, nor after an unclear answer: it has no key to know a repetition by", async () => {
    const before = shop.sandbox.flow.triggers().length;
    const killed = await ask(guest, flow);
    await carryOutEffects();
    await asIfKilled(killed);
    await shop.settle();
    expect(shop.sandbox.flow.triggers()).toHaveLength(before + 1);
    expect(await stateOf(killed)).toMatchObject({ status: "failed", attempts: 2 });

    shop.sandbox.faults.failNext("flowTriggerReceive", 1);
    const unclear = await ask(guest, flow);
    await shop.settle();
    expect(await stateOf(unclear)).toMatchObject({ status: "failed", attempts: 1 });
    expect((await told(guest)).at(-1)).toBe(
      "Re-engagement · tell them: Shopify Flow was not told: Shopify did not answer clearly. Perhaps it was told; it is not told again.",
    );
  });
});

/** Gives a workflow other steps, as a new version. */
async function rewrite(workflowId: string, steps: readonly Step[]): Promise<void> {
  await pool.query(
    `INSERT INTO workflow_versions (shop_id, workflow_id, version, definition, created_at)
     SELECT shop_id, workflow_id, 99, jsonb_set(definition, '{steps}', $3), created_at FROM workflow_versions
     WHERE shop_id = $1 AND workflow_id = $2 ORDER BY version DESC LIMIT 1`,
    [shop.shopId, workflowId, JSON.stringify(steps)],
  );
  await pool.query("UPDATE workflows SET version = 99 WHERE shop_id = $1 AND workflow_id = $2", [
    shop.shopId,
    workflowId,
  ]);
}

it("a run asks for all of them on its way, and the webhook hears what it is about", async () => {
  const { url } = webhook();
  await rewrite("checkout-abandonment", [
    setField("note", "leftSomething", true),
    addTag("mark", "left-something"),
    callWebhook("call", url),
    startFlow("flow"),
  ]);
  const lines = [{ handle: "bud-vase", quantity: 1 }];
  const { token } = shop.shopper.beginCheckout({ email: "ines@example.com", acceptsMarketing: true, lines });
  await shop.settle();
  expect(await contactOf(shop.shopId, "ines@example.com")).toMatchObject({
    custom: { leftSomething: true },
    tags: ["left-something"],
  });
  const [call] = calls();
  expect(JSON.parse(call?.body ?? "")).toMatchObject({
    workflow: "checkout-abandonment",
    step: "call",
    contact: { email: "ines@example.com", customerId: null },
    about: { checkoutToken: token, productIds: [expect.any(String)] },
  });
  expect(shop.sandbox.flow.triggers()[0]?.payload).toMatchObject({ Workflow: "checkout-abandonment", Step: "flow" });
  expect((await shop.reasons("ines@example.com")).slice(-4).sort()).toEqual(
    [
      "Shopify Flow was told.",
      "The field “leftSomething” was set to “true”.",
      "The tag “left-something” was added.",
      `${new URL(url).host} was told, and answered 200.`,
    ].sort(),
  );
});

describe("what was asked for", () => {
  it("is settled by whoever has it: a worker whose lease ran out is not heard", async () => {
    shop.sandbox.receiver.answerNext(500);
    const effect = await ask(customer, webhook());
    const slow = carryOutEffects();
    // Another takes it up while the first still waits for its answer.
    await pool.query("UPDATE effects SET attempts = 7 WHERE effect_id = $1 AND attempts = 1", [effect]);
    await slow;
    expect(await stateOf(effect)).toMatchObject({ status: "waiting" });
  });

  it("is done for whom its contact turned out to be", async () => {
    const { id } = shop.sandbox.backOffice.addCustomer({ email: "mia@example.com" });
    const lines = [{ handle: "bud-vase", quantity: 1 }];
    shop.shopper.beginCheckout({ email: "mia@work.example", acceptsMarketing: false, lines });
    await shop.settle();
    await ask("mia@work.example", { is: "tag", tag: "early-bird", on: true });
    shop.shopper.orderElsewhere({ email: "mia@work.example", customerId: id, lines, sourceName: "web" });
    await shop.settle();
    expect(shop.sandbox.store.state.customers.find((one) => one.id === id)?.tags).toEqual(["early-bird"]);
    expect(await told("mia@example.com")).toContain("Re-engagement · tell them: The tag “early-bird” was added.");
  });

  it("stops with the app's uninstalling, and says so", async () => {
    shop.sandbox.receiver.answerNext(503);
    const effect = await ask(customer, webhook());
    await shop.settle();
    shop.sandbox.webhooks.send("app/uninstalled", { id: 1 });
    await shop.settle();
    await makeDue();
    expect(await carryOutEffects()).toBe(0);
    expect(await stateOf(effect)).toMatchObject({ status: "failed", error: "the app was uninstalled" });
    expect((await told(customer)).at(-1)).toBe(
      "Re-engagement · tell them: A web address could not be told: the app was uninstalled.",
    );
  });
});
