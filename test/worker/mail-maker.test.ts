import { v7 as uuid } from "uuid";
import { beforeAll, describe, expect, it } from "vitest";
import { moveClock, now } from "~/clock";
import { isTemplateKey, templates } from "~/content/templates";
import { pool, transaction } from "~/db.server";
import type { ClaimedMessage } from "~/delivery/message";
import { parseLinkToken } from "~/delivery/public-link";
import { mailMaker } from "~/worker/mail-maker";
import type { About } from "~/workflows/run";
import {
  aCheckout,
  aMessage,
  anEvent,
  anOrder,
  aProduct,
  before,
  line,
  made,
  noon,
  notSent,
  shopId,
  type Wish,
} from "./a-mail";

beforeAll(async () => {
  moveClock(noon);
  await pool.query(
    `INSERT INTO shops (shop_id, domain, name, currency, locale, storefront_url, sender_name, postal_address)
      VALUES (1, 'lantern-lane.myshopify.com', 'Lantern & Lane', 'EUR', 'en', 'https://lantern-lane.example', 'Mara', '1 Lane')`,
  );
  await aProduct("lamp", { type: "Lamps", priceMinor: 7_800 });
  await aProduct("throw", { type: "Throws", priceMinor: 5_900 });
  await aProduct("mug", { type: "Mugs", priceMinor: 1_800 });
  await aProduct("vase", { type: "Vases", priceMinor: 2_400 });
  await aProduct("sold-out", { isAvailable: false });
  await aProduct("withdrawn", { isPublished: false });
  await pool.query(
    `INSERT INTO recommendation_lists (shop_id, kind, subject, product_ids, scores, basis)
      VALUES (1, 'bought-together', 'lamp', '{mug}', '{1}', 2), (1, 'similar', 'lamp', '{vase}', '{1}', 1),
        (1, 'range', '', '{lamp,throw,mug,vase}', '{4,3,2,1}', 4)`,
  );
});

describe("every mail", () => {
  const keys = Object.keys(templates).filter(isTemplateKey);

  it.each(keys)("%s is made from what its run is about", async (key) => {
    const contactId = uuid();
    await anEvent(contactId, "cart.updated", 30, { token: "cart-1", currency: null, lines: [line("lamp")] });
    await anEvent(contactId, "product.viewed", 30, { productId: "lamp" });
    const order = await anOrder(["lamp", "throw"], contactId);
    const checkout = await aCheckout(["lamp"]);
    const about: Record<string, Partial<About>> = {
      checkout,
      cart: { cartToken: "cart-1", productIds: ["lamp"] },
      order,
      "order-pages": order,
      products: { productIds: ["mug"], fields: { beforeMinor: 2_500, currency: "EUR" } },
      viewed: { productIds: ["lamp"] },
      recommendations: { productIds: ["lamp"] },
    };
    const { prepared, mail } = await made(key, {
      contactId,
      about: about[templates[key].needs ?? ""] ?? {},
      recommendations: templates[key].class === "marketing" ? 2 : 0,
    });
    expect(prepared).toMatchObject({ kind: "ready" });
    expect(mail?.html).toContain("Hi Ada");
    expect(prepared?.kind === "ready" && prepared.subject).toBe(mail?.subject);
  });
});

describe("a checkout's or a cart's mail", () => {
  it("shows today's title, price and picture, and leaves out what cannot be bought", async () => {
    const { inputs } = await made("checkout-reminder", { about: await aCheckout(["lamp", "sold-out", "unheard-of"]) });
    expect(inputs?.items?.lines.map(({ title, price }) => [title, price])).toEqual([
      ["The lamp", "€78.00"],
      ["Old unheard-of", "€1.00"],
    ]);
    expect(inputs?.items?.total).toBe("€79.00");
    expect(inputs?.items?.lines[0]?.imageUrl).toContain("https://cdn.example/lamp.png?width=336");
  });

  it("is not made when nothing of it is for sale, when it is gone, or when no way leads back", async () => {
    const soldOut = await made("checkout-reminder", { about: await aCheckout(["sold-out", "withdrawn"]) });
    expect(notSent(soldOut.prepared)).toEqual({
      kind: "not-sent",
      rule: "nothing-left-to-buy",
      values: { lines: 2, unavailable: 2 },
    });
    const gone = await made("checkout-reminder", { about: { checkoutToken: "never-told" } });
    expect(notSent(gone.prepared)).toMatchObject({ rule: "nothing-to-render", values: { missing: "checkout" } });
    const noWay = await made("checkout-reminder", { about: await aCheckout(["lamp"], null) });
    expect(notSent(noWay.prepared)).toMatchObject({ rule: "nothing-to-render", values: { missing: "link" } });
  });

  it("takes the cart as it was last told, and a link that fills it anew in any browser", async () => {
    const contactId = uuid();
    await anEvent(contactId, "cart.updated", 50, { token: "mine", currency: "EUR", lines: [line("mug")] });
    await anEvent(contactId, "cart.updated", 20, {
      token: "mine",
      currency: "EUR",
      lines: [line("lamp", 2), line("sold-out")],
    });
    await anEvent(contactId, "cart.updated", 10, { token: "another", currency: "EUR", lines: [line("vase")] });
    const { inputs, mail } = await made("cart-reminder", { contactId, about: { cartToken: "mine" } });
    expect(inputs?.items?.lines.map(({ title, quantity }) => [title, quantity])).toEqual([["The lamp", 2]]);
    expect(inputs?.items?.url).toBe("https://lantern-lane.example/cart/v-lamp:2?storefront=true");
    expect(mail?.text).toContain("Total: €156.00");
  });

  it("is not made for a cart that was emptied", async () => {
    const contactId = uuid();
    await anEvent(contactId, "cart.updated", 20, { token: "mine", currency: "EUR", lines: [] });
    const { prepared } = await made("cart-help", { contactId, about: { cartToken: "mine" } });
    expect(notSent(prepared)).toMatchObject({ rule: "nothing-to-render", values: { missing: "cart" } });
  });
});

describe("a product's mail", () => {
  it("shows what it costs now beside what it cost before", async () => {
    const { inputs } = await made("price-drop", { about: { productIds: ["lamp"], fields: { beforeMinor: 9_200 } } });
    expect(inputs?.products).toMatchObject([{ title: "The lamp", price: "€78.00", compareAtPrice: "€92.00" }]);
  });

  it("is not made once the price is up again, the product sold out or gone", async () => {
    const up = await made("price-drop", { about: { productIds: ["lamp"], fields: { beforeMinor: 7_800 } } });
    expect(notSent(up.prepared)).toMatchObject({
      rule: "price-back-up",
      values: { title: "The lamp", before: "€78.00", now: "€78.00" },
    });
    const soldOut = await made("back-in-stock", { about: { productIds: ["sold-out"] } });
    expect(notSent(soldOut.prepared)).toMatchObject({ rule: "nothing-left-to-buy" });
    const gone = await made("replenishment", { about: { productIds: ["deleted"] } });
    expect(notSent(gone.prepared)).toMatchObject({ rule: "nothing-to-render", values: { missing: "product" } });
  });

  it("leads to the variant that is back", async () => {
    const about = { productIds: ["lamp"], fields: { variantId: "v-lamp" } };
    const { inputs, mail } = await made("back-in-stock", { about });
    expect(inputs?.products[0]?.url).toBe("https://lantern-lane.example/products/lamp?variant=v-lamp");
    expect(mail?.text).toContain("You asked us to tell you");
    const told = await made("back-in-stock", { about, class: "marketing" });
    expect(told.mail?.text).not.toContain("asked us to tell you");
    expect(told.mail?.text).toContain("You agreed to hear from us");
  });

  it("shows what was looked at last, each once", async () => {
    const contactId = uuid();
    for (const [id, minutesAgo] of [
      ["vase", 50],
      ["lamp", 40],
      ["vase", 30],
      ["sold-out", 20],
    ] as const) {
      await anEvent(contactId, "product.viewed", minutesAgo, { productId: id });
    }
    const { inputs } = await made("browse-viewed", { contactId, about: { productIds: ["mug"] } });
    expect(inputs?.products.map(({ title }) => title)).toEqual(["The mug", "The vase", "The lamp"]);
  });
});

describe("an order's mail", () => {
  it("says what was ordered and paid, in the order's own words", async () => {
    const { inputs, mail } = await made("order-confirmation", { about: await anOrder(["lamp", "withdrawn"]) });
    expect(inputs?.order).toMatchObject({
      name: "#1042",
      total: "€99.00",
      lines: [
        { title: "Ordered lamp", quantity: 2, price: "€2.00", url: "https://lantern-lane.example/products/lamp" },
        { title: "Ordered withdrawn", url: null },
      ],
    });
    expect(mail?.subject).toBe("Your order #1042");
  });

  it("is not made of a cancelled order, nor asks about what has no page any more", async () => {
    const cancelled = await made("order-thanks", { about: await anOrder(["lamp"], null, noon) });
    expect(notSent(cancelled.prepared)).toMatchObject({ rule: "order-cancelled", values: { order: "#1042" } });
    const withdrawn = await made("review-request", { about: await anOrder(["withdrawn"]) });
    expect(notSent(withdrawn.prepared)).toMatchObject({ rule: "nothing-to-render", values: { missing: "product" } });
  });

  it("tells of the use of what was ordered, by its types", async () => {
    const { inputs, mail } = await made("usage-tips", { about: await anOrder(["lamp", "throw", "sold-out"]) });
    expect(inputs?.usage).toEqual(["light", "textile"]);
    expect(mail?.html).toContain("Lamps and lights");
    const general = await made("usage-tips", { about: await anOrder(["sold-out"]) });
    expect(general.inputs?.usage).toEqual(["general"]);
  });

  it("sells nothing when it is transactional, whatever its step says", async () => {
    const { inputs } = await made("order-confirmation", {
      about: await anOrder(["lamp"]),
      recommendations: 3,
      incentive: { code: "TEN", offer: "10% off" },
    });
    expect(inputs).toMatchObject({ recommendations: [], incentive: null });
  });
});

describe("what a step adds", () => {
  it("gives each answer its own signed link", async () => {
    const answers = ["lamps", "a-gift"].map((name) => ({ name, label: `About ${name}`, steps: [] }));
    const { message, inputs, mail } = await made("welcome", { answers });
    expect(inputs?.answers.map(({ name, label }) => [name, label])).toEqual([
      ["lamps", "About lamps"],
      ["a-gift", "About a-gift"],
    ]);
    for (const { name, url } of inputs?.answers ?? []) {
      expect(parseLinkToken(new URL(url).pathname.slice("/a/".length))).toEqual({
        purpose: "answer",
        shopId,
        id: message.messageId,
        answer: name,
      });
      expect(mail?.html).toContain(url);
    }
  });

  it("shows its offer, and nothing in its place when there is none", async () => {
    const offered = await made("birthday", { incentive: { code: "ADA-10", offer: "10% off" } });
    expect(offered.mail?.html).toContain("ADA-10");
    expect((await made("birthday")).mail?.html).not.toContain("Enter this code");
  });

  it("recommends what goes with it, or is like it, but nothing that they have", async () => {
    const about = { productIds: ["lamp"] };
    const titles = async (wish: Wish) =>
      (await made("browse-similar", { about, ...wish })).inputs?.recommendations.map(({ title }) => title);
    expect(await titles({ recommendations: 1 })).toEqual(["The mug"]);
    expect(await titles({ recommendations: 1, picks: "similar" })).toEqual(["The vase"]);
    const contactId = uuid();
    await anOrder(["mug"], contactId);
    expect(await titles({ contactId, recommendations: 1 })).toEqual(["The vase"]);
  });

  it("shows nobody the same twice a week, nor what lies outside its collection", async () => {
    const contactId = uuid();
    const wish = { contactId, about: { productIds: ["lamp"] }, recommendations: 1 };
    const daysAgo = (days: number) => new Date(now().getTime() - days * 86_400_000);
    const { message, inputs } = await made("browse-similar", wish);
    expect(inputs?.recommendations).toMatchObject([{ productId: "mug" }]);
    await pool.query(
      `INSERT INTO messages (shop_id, message_id, contact_id, workflow_id, version, run_id, step, template, class, send_at,
        useful_until, created_at, left_at, inputs)
       VALUES (1, $1, $2, $3, 1, $4, 'mail', 'browse-similar', 'marketing', $5, $5, $5, $6, $7)`,
      [message.messageId, contactId, message.workflowId, message.runId, noon, daysAgo(6), inputs],
    );
    expect((await made("browse-similar", wish)).inputs?.recommendations).toMatchObject([{ productId: "vase" }]);
    await pool.query("UPDATE messages SET left_at = $1 WHERE contact_id = $2", [daysAgo(8), contactId]);
    expect((await made("browse-similar", wish)).inputs?.recommendations).toMatchObject([{ productId: "mug" }]);
    const within = await made("browse-similar", { ...wish, collection: "Winter" });
    expect(notSent(within.prepared)).toMatchObject({ values: { missing: "recommendations" } });
  });

  it("refuses to be made of what was read too long ago, naming it", async () => {
    const message = await aMessage("browse-similar", { about: { productIds: ["lamp"] }, recommendations: 1 });
    const prepare = (freshSince: Date) => transaction((sql) => mailMaker(shopId, freshSince).prepare([message], sql));
    await expect(prepare(before(30))).rejects.toMatchObject({ productIds: ["lamp", "mug"] });
    expect((await prepare(before(90))).get(message.messageId)).toMatchObject({ kind: "ready" });
  });

  it("goes by what they bought when its run is about nothing", async () => {
    const contactId = uuid();
    await anOrder(["lamp"], contactId);
    const { inputs } = await made("vip", { contactId, recommendations: 1 });
    expect(inputs?.recommendations).toMatchObject([{ title: "The mug", reason: "Bought with your The lamp" }]);
  });

  it("is not made when it is about recommendations and there are none", async () => {
    const { prepared } = await made("welcome-picks", { recommendations: 0 });
    expect(notSent(prepared)).toMatchObject({ rule: "nothing-to-render", values: { missing: "recommendations" } });
  });
});

it("asks the database as often for many mails as for a few", async () => {
  const batch = async (copies: number) => {
    const messages: ClaimedMessage[] = [];
    for (let copy = 0; copy < copies; copy++) {
      const contactId = uuid();
      await anEvent(contactId, "cart.updated", 20, { token: "mine", currency: "EUR", lines: [line("lamp")] });
      messages.push(
        await aMessage("checkout-reminder", { about: await aCheckout(["lamp"]), recommendations: 2 }),
        await aMessage("cart-reminder", { contactId, about: { cartToken: "mine" } }),
        await aMessage("usage-tips", { about: await anOrder(["throw"]) }),
        await aMessage("browse-viewed", { about: { productIds: ["vase"] } }),
      );
    }
    return transaction(async (sql) => {
      const asked: string[] = [];
      const counting = new Proxy(sql, {
        get: (target, name) =>
          name === "query"
            ? (...args: unknown[]) => {
                asked.push(JSON.stringify(args[0]).slice(0, 40));
                return Reflect.apply(target.query, target, args);
              }
            : Reflect.get(target, name),
      });
      const prepared = await mailMaker(shopId).prepare(messages, counting);
      expect([...prepared.values()].map(({ kind }) => kind)).toEqual(messages.map(() => "ready"));
      return asked;
    });
  };
  await batch(1);
  const few = await batch(1);
  expect((await batch(10)).length).toBe(few.length);
  expect(few.length).toBeLessThanOrEqual(15);
});
