import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { days, hours, minutes } from "~/workflows/define";
import { switchWorkflow } from "~/workflows/settings";
import { openWorld, type World } from "./world";

/** Several workflows that want to speak to one person: who does, and when. */
let shop: World;
beforeAll(async () => {
  shop = await openWorld();
  for (const id of ["welcome", "cart-abandonment", "post-purchase"]) await switchWorkflow(shop.shopId, id, true);
});
afterAll(() => shop.close());

const lines = [{ handle: "dune-table-lamp", quantity: 1 }];
const subjects = (email: string) => shop.sandbox.mailbox.to(email).map(({ subject }) => subject);

describe("somebody who signs up in the checkout and leaves it", () => {
  it("is reminded of it first, although the greeting was due before; the greeting follows when there is room", async () => {
    shop.sandbox.backOffice.addCustomer({ email: "ida@example.com", firstName: "Ida" });
    shop.shopper.beginCheckout({ email: "ida@example.com", acceptsMarketing: true, lines });
    await shop.after(minutes(30));
    expect(subjects("ida@example.com")).toEqual([]);
    await shop.after(hours(1));
    expect(subjects("ida@example.com")).toHaveLength(1);
    expect((await shop.reasons("ida@example.com")).join("\n")).toContain(
      "Put off: “Checkout abandonment” is about to write to them",
    );
    await shop.after(days(2));
    expect(subjects("ida@example.com").length).toBeGreaterThan(1);
  });
});
