import { afterAll, beforeAll, expect, it } from "vitest";
import { pool } from "~/db.server";
import { action, loader } from "~/routes/app.offers";
import { action as changeWorkflow, loader as workflow } from "~/routes/app.workflows.$id";
import { hours } from "~/workflows/define";
import { post, visit } from "../visit";
import { openWorld, type World } from "../world";

let shop: World;
beforeAll(async () => {
  shop = await openWorld();
}, 60_000);
afterAll(async () => {
  await shop.close();
  await pool.end();
});

const lines = [{ handle: "dune-table-lamp", quantity: 1 }];
const id = { id: "checkout-abandonment" };

async function setOffer(fields: Record<string, string>) {
  const form = { intent: "step", step: "reminder", kind: "send", subject: "", isOff: "false", ...fields };
  return changeWorkflow(post("/app/workflows/checkout-abandonment", form, id));
}

it("a merchant sets an offer, and is told what it brought and cost", async () => {
  expect((await loader(visit("/app/offers"))).rows).toEqual([]);
  const unique = { offerKind: "unique", offBy: "percent", off: "10", validDays: "3", minimum: "20", onlyIn: "" };
  expect(await setOffer({ ...unique, off: "ten" })).toEqual({ problem: expect.stringContaining("is an amount") });
  expect(await setOffer({ ...unique, onlyIn: "Schweiz" })).toEqual({
    problem: expect.stringContaining("two letters"),
  });
  expect(await setOffer({ ...unique, whenMintFails: "defer" })).toEqual({ toast: "Saved" });
  const { page } = await workflow(visit("/app/workflows/checkout-abandonment?step=reminder", id));
  expect(page.flow?.panel).toMatchObject({
    mail: { offer: { offerKind: "unique", off: "10", minimum: "20", validDays: "3" } },
  });

  shop.shopper.beginCheckout({ email: "ada@example.com", firstName: "Ada", acceptsMarketing: true, lines });
  await shop.after(hours(1));
  const code = /[A-Z2-9]{5}-[A-Z2-9]{5}/.exec(shop.sandbox.mailbox.to("ada@example.com")[0]?.text ?? "")?.[0] ?? "";
  const { token } = shop.shopper.beginCheckout({ email: "ada@example.com", acceptsMarketing: true, lines });
  shop.shopper.enterCode(token, code);
  shop.shopper.buy(token);
  await shop.settle();
  const { rows, problem } = await loader(visit("/app/offers?days=90"));
  const price = (shop.sandbox.store.product("dune-table-lamp").variants[0]?.priceMinor ?? 0) / 100;
  expect(rows).toMatchObject([
    {
      title: "10% off orders of €20.00 or more",
      given: 1,
      used: 1,
      share: "–",
      revenue: `€${(price * 0.9 + 4.9).toFixed(2)}`,
      margin: `€${(price * 0.1).toFixed(2)}`,
    },
  ]);
  expect(problem).toBeNull();
});

it("who gets a code is saved, or refused beside its field", async () => {
  const rules = {
    perContact: "2",
    perMonth: "500",
    notToBuyersWithinDays: "",
    notToHighIntent: "true",
    testPercent: "10",
  };
  expect(await action(post("/app/offers", { ...rules, perContact: "0" }))).toEqual({
    errors: { perContact: "At least 1." },
  });
  expect(await action(post("/app/offers", rules))).toEqual({ toast: "Saved" });
  expect((await loader(visit("/app/offers"))).rules).toEqual(rules);
});
