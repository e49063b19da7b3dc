import { phrases } from "emails/phrases/phrases";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { pool } from "~/db.server";
import { env } from "~/env.server";
import { action, loader } from "~/routes/app.recommendations";
import { mintIdToken } from "../../sandbox/admin/id-token";
import { openWorld, type World } from "../world";

let shop: World;
beforeAll(async () => {
  shop = await openWorld();
}, 60_000);
afterAll(() => shop.close());

describe("Recommendations", () => {
  it("shows what somebody new would see: what sells, with what spoke for it", async () => {
    const { preview, builtAt } = await page();
    expect(builtAt).not.toBeNull();
    expect(preview.contact).toBeNull();
    expect(preview.products).toHaveLength(8);
    const because = preview.products.flatMap((product) => product.because);
    expect(because).toContain("1st of what sold best in the last 60 days");
    expect(preview.products.map(({ reason }) => reason)).toContain(phrases.en.reasons["best-seller"](""));
  });

  it("finds a contact, and shows theirs, what they have left out", async () => {
    const { rows } = await pool.query<{ contactId: string; email: string; title: string }>(
      `SELECT c.contact_id AS "contactId", c.email, p.title FROM contacts c
       JOIN orders o ON o.shop_id = c.shop_id AND o.contact_id = c.contact_id AND o.cancelled_at IS NULL
       JOIN order_lines l ON l.shop_id = o.shop_id AND l.order_id = o.order_id
       JOIN products p ON p.shop_id = l.shop_id AND p.product_id = l.product_id
       WHERE c.shop_id = $1 AND c.email IS NOT NULL ORDER BY o.placed_at DESC LIMIT 1`,
      [shop.shopId],
    );
    const [buyer] = rows;
    const { found } = await page(`?q=${encodeURIComponent(buyer?.email ?? "")}`);
    expect(found?.map(({ contactId }) => contactId)).toContain(buyer?.contactId);
    const { preview } = await page(`?contact=${buyer?.contactId}`);
    expect(preview.contact?.contactId).toBe(buyer?.contactId);
    expect(preview.products.map(({ title }) => title)).not.toContain(buyer?.title);
    expect(preview.products.some(({ reason }) => reason.startsWith("Bought with your "))).toBe(true);
    expect((await page("?q=nobody-is-called-so")).found).toEqual([]);
  });

  it("does not exist for a contact that is not known", async () => {
    await expect(page("?contact=019ab000-0000-7000-8000-000000000001")).rejects.toMatchObject({ status: 404 });
  });

  it("takes rules, shows them by name, and takes them back", async () => {
    const before = (await page()).preview.products;
    const [first, , third] = before;
    const add = (form: Record<string, string>) => send({ intent: "add", ...form });
    expect(await add({ action: "exclude", subject: "product", value: first?.productId ?? "" })).toEqual({
      toast: "Rule added",
    });
    expect(await add({ action: "pin", subject: "product", value: third?.productId ?? "" })).toEqual({
      toast: "Rule added",
    });
    const { preview, rules } = await page();
    expect(preview.products[0]).toMatchObject({
      productId: third?.productId,
      because: expect.arrayContaining(["You put it first"]),
    });
    expect(preview.products.map(({ productId }) => productId)).not.toContain(first?.productId);
    expect(preview.leftOut).toContainEqual({
      productId: first?.productId,
      title: first?.title,
      why: "You left it out",
    });
    expect(rules.map(({ action, name }) => [action, name])).toEqual([
      ["Never", first?.title],
      ["Always first", third?.title],
    ]);
    for (const { ruleId } of rules)
      expect(await send({ intent: "delete", ruleId })).toEqual({ toast: "Rule taken back" });
    expect((await page()).preview.products).toEqual(before);
  });

  it("says what is missing of a rule", async () => {
    expect(await send({ intent: "add", action: "pin", subject: "product", value: " " })).toEqual({
      problem: "Choose what the rule is about.",
    });
  });
});

const page = (query = "") => loader({ request: requestTo(`/app/recommendations${query}`), params: {}, context: {} });
const send = (form: Record<string, string>) => {
  const request = requestTo("/app/recommendations", { method: "POST", body: new URLSearchParams(form) });
  return action({ request, params: {}, context: {} });
};

/** As App Bridge signs what comes from the frame. */
function requestTo(path: string, init: RequestInit = {}): Request {
  const token = mintIdToken({
    ...{ url: "", publicAppUrl: env.SHOPIFY_APP_URL, appUrl: "", dataFolder: null },
    ...{ apiKey: env.SHOPIFY_API_KEY, apiSecret: env.SHOPIFY_API_SECRET },
  });
  const browser = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/141.0.0.0 Safari/537.36";
  const headers = { authorization: `Bearer ${token}`, "user-agent": browser };
  return new Request(new URL(path, env.SHOPIFY_APP_URL), { ...init, headers });
}
