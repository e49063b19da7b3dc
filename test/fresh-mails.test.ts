import { afterAll, beforeAll, expect, it } from "vitest";
import { hours, minutes } from "~/workflows/define";
import { openWorld, type World } from "./world";

let shop: World;
beforeAll(async () => {
  shop = await openWorld();
}, 60_000);
afterAll(() => shop.close());

const begin = (email: string, handle: string) =>
  shop.shopper.beginCheckout({ email, firstName: "Ada", acceptsMarketing: true, lines: [{ handle, quantity: 1 }] });
const mailTo = (email: string) => shop.sandbox.mailbox.to(email)[0];
const titleOf = (handle: string) => shop.sandbox.store.state.products.find((one) => one.handle === handle)?.title ?? "";
/** What a mail recommends, by the shop's own titles. */
const recommended = (email: string, about: string) => {
  const html = mailTo(email)?.html ?? "";
  return shop.sandbox.store.state.products.filter(
    ({ title, handle }) => handle !== about && html.includes(`/products/${handle}`) && title,
  );
};

it("stock, a price and an order that change between the start of a run and the mail change the mail", async () => {
  begin("before@example.com", "dune-table-lamp");
  await shop.after(hours(1));
  const [first, second] = recommended("before@example.com", "dune-table-lamp");
  expect(first && second).toBeTruthy();

  const after = begin("after@example.com", "dune-table-lamp");
  const ordering = begin("ordering@example.com", "dune-table-lamp");
  await shop.settle();
  shop.sandbox.backOffice.setStock(first?.handle ?? "", 0);
  shop.sandbox.backOffice.setPrice("dune-table-lamp", "61.50");
  shop.shopper.buy(ordering.token);
  await shop.after(hours(1));
  expect(recommended("after@example.com", "dune-table-lamp")).not.toContain(first);
  expect(mailTo("after@example.com")?.html).toContain("61.50");
  expect(mailTo("before@example.com")?.html).not.toContain("61.50");
  expect(mailTo("ordering@example.com")?.subject ?? "").not.toContain("left something");
  expect(after.token).not.toBe("");
});

it("what no webhook told is asked for when it is older than an hour", async () => {
  begin("unheard@example.com", "supper-plate");
  await shop.settle();
  // Changed in the store, and not a word of it.
  const plate = shop.sandbox.store.state.products.find(({ handle }) => handle === "supper-plate");
  for (const variant of plate?.variants ?? []) variant.priceMinor = 4_321;
  if (plate) Object.assign(plate, { title: "Supper Plate, wide" });
  await shop.after(hours(2));
  expect(mailTo("unheard@example.com")?.html).toContain("43.21");
  expect(mailTo("unheard@example.com")?.html).toContain("Supper Plate, wide");
});

it("what takes the place of a product that sold out unheard is read anew as well", async () => {
  begin("known@example.com", "boucle-cushion");
  await shop.after(hours(1));
  const [first] = recommended("known@example.com", "boucle-cushion");
  // What that mail showed is an hour and a half old when the next one leaves.
  await shop.after(minutes(30));
  begin("replaced@example.com", "boucle-cushion");
  await shop.settle();
  // All of it happened in the store, and no webhook told.
  for (const product of shop.sandbox.store.state.products) {
    for (const variant of product.variants) {
      variant.priceMinor = 7_654;
      if (product === first) variant.stock = 0;
    }
  }
  await shop.after(hours(2));
  const shown = recommended("replaced@example.com", "boucle-cushion");
  expect(first && shown.length > 0).toBeTruthy();
  expect(shown).not.toContain(first);
  // Its own cushion, the total, and each product beside it.
  expect(mailTo("replaced@example.com")?.text?.split("76.54").length).toBeGreaterThan(2 + shown.length);
});

it("a store that does not answer keeps no mail back", async () => {
  begin("silent@example.com", "amber-carafe");
  await shop.settle();
  shop.sandbox.faults.failNext("nodes", 4);
  await shop.after(hours(2));
  expect(mailTo("silent@example.com")?.html).toContain(titleOf("amber-carafe"));
});
