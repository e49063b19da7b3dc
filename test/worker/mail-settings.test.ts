import { v7 as uuid } from "uuid";
import { beforeAll, describe, expect, it } from "vitest";
import { moveClock } from "~/clock";
import { shippedSettings, type TemplateSettings } from "~/content/settings";
import { saveTemplate } from "~/content/template-versions";
import type { TemplateKey } from "~/content/templates";
import { pool, transaction } from "~/db.server";
import { mailMaker } from "~/worker/mail-maker";
import { aCheckout, aMessage, anEvent, anOrder, aProduct, made, noon, shopId } from "./a-mail";

beforeAll(async () => {
  moveClock(noon);
  await pool.query(
    `INSERT INTO shops (shop_id, domain, name, currency, locale, storefront_url, sender_name, postal_address)
      VALUES (1, 'lantern-lane.myshopify.com', 'Lantern & Lane', 'EUR', 'en', 'https://lantern-lane.example', 'Mara', '1 Lane')`,
  );
  for (const id of ["lamp", "throw", "mug", "vase"]) await aProduct(id, {});
  await pool.query(
    `INSERT INTO recommendation_lists (shop_id, kind, subject, product_ids, scores, basis)
      VALUES (1, 'range', '', '{lamp,throw,mug,vase}', '{4,3,2,1}', 4)`,
  );
});

async function save(key: TemplateKey, changes: Partial<TemplateSettings>, base = 0): Promise<void> {
  const saved = await saveTemplate(shopId, key, base, { ...shippedSettings(key), ...changes });
  if (!saved.ok) throw new Error(JSON.stringify(saved));
}

const anybody = { stages: [], segmentIds: [], places: [], orders: "any" as const };

describe("what a merchant made of a mail", () => {
  it("is in the very next mail, also of a run that began before, and the mail remembers which version it was", async () => {
    const about = await aCheckout(["lamp"]);
    const before = await made("checkout-reminder", { about });
    await save("checkout-reminder", { texts: { en: { heading: "Your lamp, {{ first_name }}" } } });
    const after = await made("checkout-reminder", { about });
    await save("checkout-reminder", { texts: { en: { heading: "Our lamp" } } }, 1);
    const later = await made("checkout-reminder", { about });
    expect(before.inputs?.templateVersion).toBe(0);
    expect(after.inputs?.templateVersion).toBe(1);
    expect(after.mail?.html).toContain("<h1>Your lamp, Ada</h1>");
    expect(later.inputs?.templateVersion).toBe(2);
    expect(later.mail?.text).toMatch(/^Our lamp\n/);
  });

  it("shows fewer products, or none, but none where the step shows none", async () => {
    const shown = async (recommendations: number) =>
      (await made("vip", { recommendations })).inputs?.recommendations.length;
    await save("vip", { products: 2 });
    expect(await shown(3)).toBe(2);
    expect(await shown(0)).toBe(0);
    await save("vip", { blocks: [] }, 1);
    expect(await shown(3)).toBe(0);
  });

  it("begins with a picture of what they like where the merchant wants one", async () => {
    const contactId = uuid();
    await anEvent(contactId, "product.viewed", 30, { productId: "vase" });
    expect((await made("birthday", { contactId })).inputs?.hero).toBeNull();
    await save("birthday", { hero: "category" });
    const { inputs, mail } = await made("birthday", { contactId });
    expect(inputs?.hero?.url).toBe("https://lantern-lane.example/products/vase");
    expect(mail?.html).toContain('class="cover"');
  });
});

describe("a paragraph for some", () => {
  it("is read by those whom it is for, by what is known of them when the mail is made", async () => {
    const segmentId = uuid();
    await pool.query(
      `INSERT INTO segments (shop_id, segment_id, name, rule, created_at, changed_at)
        VALUES (1, $1, 'Friends', '{}', now(), now())`,
      [segmentId],
    );
    await save("anniversary", {
      messages: [
        { id: "loyal", for: { ...anybody, stages: ["loyal"] }, texts: { en: "For the loyal" } },
        { id: "swiss", for: { ...anybody, places: ["CH"] }, texts: { en: "For the Swiss" } },
        { id: "friends", for: { ...anybody, segmentIds: [segmentId] }, texts: { en: "For friends" } },
        { id: "first", for: { ...anybody, orders: "once" }, texts: { en: "For first buyers" } },
      ],
    });
    const contactId = uuid();
    const read = async () => {
      const { inputs, mail } = await made("anniversary", { contactId });
      const said = ["For the loyal", "For the Swiss", "For friends", "For first buyers"];
      expect(inputs?.messages.length).toBe(said.filter((one) => mail?.html.includes(one)).length);
      return inputs?.messages;
    };
    expect(await read()).toEqual([]);
    await pool.query(
      `UPDATE contacts SET stage = 'loyal', country = 'CH', region = 'ZH', orders_count = 1 WHERE contact_id = $1`,
      [contactId],
    );
    expect(await read()).toEqual(["loyal", "swiss", "first"]);
    await pool.query(
      `INSERT INTO segment_members (shop_id, segment_id, contact_id, entered_at) VALUES (1, $1, $2, now())`,
      [segmentId, contactId],
    );
    await pool.query(`UPDATE contacts SET country = 'DE', orders_count = 2 WHERE contact_id = $1`, [contactId]);
    expect(await read()).toEqual(["loyal", "friends"]);
  });

  it("costs one query a batch, and none where no mail of it has any", async () => {
    const asked = async (count: number) => {
      const messages = await Promise.all(
        Array.from({ length: count }, async () => aMessage("order-thanks", { about: await anOrder(["mug"]) })),
      );
      return transaction(async (sql) => {
        let recipients = 0;
        const counting = new Proxy(sql, {
          get: (target, name) =>
            name === "query"
              ? (...args: unknown[]) => {
                  if (JSON.stringify(args[0]).includes("mail-recipients")) recipients++;
                  return Reflect.apply(target.query, target, args);
                }
              : Reflect.get(target, name),
        });
        await mailMaker(shopId).prepare(messages, counting);
        return recipients;
      });
    };
    expect(await asked(3)).toBe(0);
    await save("order-thanks", { messages: [{ id: "a", for: { ...anybody, orders: "never" }, texts: { en: "Hi" } }] });
    expect(await asked(1)).toBe(1);
    expect(await asked(20)).toBe(1);
  });
});
