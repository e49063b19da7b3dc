import { afterAll, beforeAll, expect, it } from "vitest";
import { pool } from "~/db.server";
import { handleAnswer } from "~/delivery/handle-answer";
import { days, minutes } from "~/workflows/define";
import { switchWorkflow } from "~/workflows/settings";
import { openWorld, type World } from "./world";

let shop: World;
beforeAll(async () => {
  shop = await openWorld();
  await switchWorkflow(shop.shopId, "welcome", true);
  // Two mails within a day, at whatever hour this runs.
  await pool.query(`UPDATE shops SET sending_rules = $2 WHERE shop_id = $1`, [
    shop.shopId,
    { perDay: 2, quietHours: { from: 0, to: 0 } },
  ]);
});
afterAll(() => shop.close());

const ada = "ada@example.com";
const subjects = () => shop.sandbox.mailbox.to(ada).map(({ subject }) => subject);

/** Opens the link of an answer as a browser would, and presses the button of its page. */
async function tap(label: string): Promise<string> {
  const html = shop.sandbox.mailbox.to(ada).at(-1)?.html ?? "";
  const url = new RegExp(`href="([^"]+/a/[^"]+)"[^>]*>${label}<`).exec(html)?.[1] ?? "";
  const page = await (await handleAnswer(new Request(url))).text();
  const answer = /<input[^>]*checked=""[^>]*>/.exec(page)?.[0].match(/value="([^"]+)"/)?.[1] ?? "";
  const sent = await handleAnswer(new Request(url, { method: "POST", body: new URLSearchParams({ answer }) }));
  return sent.text();
}

it("asks a new customer what they came for, and the answer decides at once how it goes on", async () => {
  const lines = [{ handle: "dune-table-lamp", quantity: 1 }];
  const { token } = shop.shopper.beginCheckout({ email: ada, firstName: "Ada", acceptsMarketing: true, lines });
  shop.shopper.buy(token);
  await shop.after(minutes(20));
  expect(subjects()).toEqual(["Welcome to Lantern & Lane"]);

  await shop.after(minutes(30));
  expect(await tap("A gift")).toContain("Thank you");
  await shop.settle();
  expect(subjects()).toEqual(["Welcome to Lantern & Lane", "A good place to begin at Lantern & Lane"]);
  const picks = shop.sandbox.mailbox.to(ada).at(-1)?.text ?? "";
  expect(picks).toContain("To begin with");
  expect(picks).not.toContain("Dune Table Lamp");

  // The way of those who do not answer is not gone as well.
  await shop.after(days(2));
  expect(subjects()).toHaveLength(2);
});
