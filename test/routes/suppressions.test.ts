import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { pool } from "~/db.server";
import { importSuppressionPage } from "~/delivery/suppression-import";
import { env } from "~/env.server";
import { action, loader } from "~/routes/app.suppressions._index";
import { visit } from "../visit";
import { openWorld, type World } from "../world";

let shop: World;
beforeAll(async () => {
  shop = await openWorld();
});
afterAll(() => shop.close());

const page = (query = "") => loader(visit(`/app/suppressions${query}`));

function press(form: Record<string, string>) {
  const { request, ...rest } = visit("/app/suppressions");
  const posted = new Request(`${env.SHOPIFY_APP_URL}/app/suppressions`, {
    method: "POST",
    headers: request.headers,
    body: new URLSearchParams(form),
  });
  return action({ request: posted, ...rest });
}

const emails = async (query?: string) => (await page(query)).addresses.map(({ email }) => email);

describe("addresses that are not mailed", () => {
  it("begin with nobody", async () => {
    const { addresses, next, newest, counts, progress } = await page();
    expect({ addresses, next, newest, progress }).toEqual({ addresses: [], next: null, newest: null, progress: null });
    expect(await counts).toBe("Nobody is on the list: every address may be mailed.");
  });

  it("come from SendGrid, at the merchant's wish", async () => {
    expect(await press({ intent: "import" })).toEqual({ toast: "SendGrid’s lists are being read" });
    while ((await importSuppressionPage()) > 0);
    const { progress, counts, sources } = await page();
    expect(progress).toMatchObject({ status: "done", addresses: 5 });
    expect(await counts).toBe("Unsubscribed: 1 · Called a mail spam: 1 · Does not work: 3");
    expect(sources.map(({ value }) => value)).toContain("SendGrid, bounces");
  });

  it("are added by hand, found, and taken off again", async () => {
    expect(await press({ intent: "add", email: "a@b" })).toMatchObject({ errors: { email: expect.any(String) } });
    expect(await press({ intent: "add", email: "Vip@Example.com" })).toMatchObject({ toast: expect.any(String) });
    expect(await emails("?q=vip")).toEqual(["vip@example.com"]);
    expect(await emails("?reason=manual")).toEqual(["vip@example.com"]);
    expect(await emails("?source=added+by+you")).toEqual(["vip@example.com"]);
    expect(await emails("?q=vip&reason=bounced")).toEqual([]);
    expect(await press({ intent: "remove", email: "vip@example.com", reason: "manual" })).toEqual({
      toast: "Taken off the list",
    });
    expect(await emails("?q=vip")).toEqual([]);
  });

  it("whose owner said no stay, and say why", async () => {
    const answer = await press({ intent: "remove", email: "enough@example.com", reason: "unsubscribed" });
    expect(answer.toast).toContain("Only they can change that");
    expect(await emails("?q=enough")).toEqual(["enough@example.com"]);
  });

  it("are shown by the days of the shop's own zone, the last one included", async () => {
    await pool.query(
      `INSERT INTO suppressions (shop_id, email, reason, since) VALUES ($1, 'late@example.com', 'manual', '2026-03-01T22:59:00Z'),
        ($1, 'next-day@example.com', 'manual', '2026-03-01T23:01:00Z')`,
      [shop.shopId],
    );
    expect(await emails("?from=2026-03-01&until=2026-03-01")).toEqual(["late@example.com"]);
    expect(await emails("?from=2026-03-02&until=2026-03-02")).toEqual(["next-day@example.com"]);
    expect(await emails("?from=nonsense&reason=nonsense&until=2026-02-30")).toHaveLength(7);
  });

  it("are turned page by page, the filter kept", async () => {
    await pool.query(
      `INSERT INTO suppressions (shop_id, email, reason, since, source)
        SELECT $1, 'many' || n || '@example.com', 'manual', timestamptz '2026-01-01', 'a file' FROM generate_series(1, 70) AS n`,
      [shop.shopId],
    );
    const first = await page("?source=a+file");
    expect(first.addresses).toHaveLength(50);
    const second = await loader(visit(first.next ?? ""));
    expect(second.addresses).toHaveLength(20);
    expect(second).toMatchObject({
      next: null,
      newest: "/app/suppressions?source=a+file",
      filter: { source: "a file" },
    });
    const all = [...first.addresses, ...second.addresses].map(({ email }) => email);
    expect(new Set(all).size).toBe(70);
  });
});
