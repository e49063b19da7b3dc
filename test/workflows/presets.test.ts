import { describe, expect, it } from "vitest";
import { days, hours, minutes } from "~/workflows/define";
import type { WorkflowDuration } from "~/workflows/definition";
import { addDuration } from "~/workflows/duration";
import { isHeldOut } from "~/workflows/holdout";
import { anniversary } from "~/workflows/presets/anniversary";
import { backInStock } from "~/workflows/presets/back-in-stock";
import { birthday } from "~/workflows/presets/birthday";
import { browseAbandonment } from "~/workflows/presets/browse-abandonment";
import { cartAbandonment } from "~/workflows/presets/cart-abandonment";
import { checkoutAbandonment } from "~/workflows/presets/checkout-abandonment";
import { postPurchase } from "~/workflows/presets/post-purchase";
import { priceDrop } from "~/workflows/presets/price-drop";
import { reEngagement } from "~/workflows/presets/re-engagement";
import { replenishment } from "~/workflows/presets/replenishment";
import { vip } from "~/workflows/presets/vip";
import { welcome } from "~/workflows/presets/welcome";
import type { TriggerEventName } from "~/workflows/trigger-events";
import { triggerEvent } from "./a-life";
import { story } from "./a-story";
import { happened, knowing, noon, order } from "./happenings";

/** What each preset does with Ada, move by move. Times are UTC; she lives in Berlin, in winter an hour ahead. */

const after = (duration: WorkflowDuration) => addDuration(noon, duration);
const on = (name: TriggerEventName, at = noon) => triggerEvent(name, 0, at);

const agreed = knowing();
const notAgreed = knowing({ consent: "NOT_SUBSCRIBED" });
const bought = knowing({ ordersCount: 1 });
const boughtAgain = knowing({ ordersCount: 2 });

const unsubscribes = (at: Date) =>
  happened({ name: "consent.changed", data: { state: "UNSUBSCRIBED", at: at.toISOString(), source: "test" } }, at);

describe("welcome", () => {
  const begun = () => story(welcome, on("customer.created"), agreed);

  it("asks, shows what is liked to who does not answer, teaches, and lets go", () => {
    expect(begun().until(after(days(30))).told).toEqual([
      "23 Nov 12:00 started",
      "23 Nov 12:00 settle: waits until 23 Nov 12:15",
      "23 Nov 12:15 agreed: yes",
      "23 Nov 12:15 mail welcome",
      "23 Nov 12:15 welcome: waits until 25 Nov 12:15",
      "25 Nov 12:15 welcome: otherwise",
      "25 Nov 12:15 mail best-sellers",
      "25 Nov 12:15 get-to-know: waits until 28 Nov 12:15",
      "28 Nov 12:15 ordered-meanwhile: no",
      "28 Nov 12:15 mail guide",
      "28 Nov 12:15 read-it: waits until 2 Dec 12:15",
      "2 Dec 12:15 was-it-read: no",
      "2 Dec 12:15 finished",
    ]);
  });

  it("follows an answer at once, and a click in the guide at once", () => {
    const told = begun()
      .answers("welcome", "a-gift", after(hours(5)))
      .inMail("email.clicked", "guide", after(days(5)));
    expect(told.told.slice(5)).toEqual([
      "23 Nov 17:00 welcome: a-gift",
      "23 Nov 17:00 mail picks-for-a-gift",
      "23 Nov 17:00 get-to-know: waits until 26 Nov 17:00",
      "26 Nov 17:00 ordered-meanwhile: no",
      "26 Nov 17:00 mail guide",
      "26 Nov 17:00 read-it: waits until 30 Nov 17:00",
      "28 Nov 12:00 was-it-read: yes",
      "28 Nov 12:00 mail more",
      "28 Nov 12:00 finished",
    ]);
  });

  it("takes what is no answer for none", () => {
    const told = begun().answers("welcome", "something-else", after(hours(5)));
    expect(told.until(after(days(2))).told.at(-1)).toBe("23 Nov 12:15 welcome: waits until 25 Nov 12:15");
  });

  it("leaves alone who ordered meanwhile", () => {
    expect(
      begun()
        .until(after(days(30)), bought)
        .told.slice(-2),
    ).toEqual(["28 Nov 12:15 ordered-meanwhile: yes", "28 Nov 12:15 finished"]);
  });

  it("says nothing to who did not agree, and no more to who takes it back", () => {
    expect(
      story(welcome, on("customer.created"), notAgreed)
        .until(after(days(1)))
        .told.slice(2),
    ).toEqual(["23 Nov 12:15 agreed: no", "23 Nov 12:15 finished"]);
    expect(
      begun()
        .hears(unsubscribes(after(days(1))))
        .told.at(-1),
    ).toBe("24 Nov 12:00 ended: unsubscribed");
  });

  it("walks with who is held out, and mails them nothing", () => {
    const measured = { ...welcome, id: "measured", holdout: 50 };
    expect(isHeldOut("measured", "ada", 50)).toBe(true);
    expect(story(measured, on("customer.created"), agreed).until(after(days(30))).told).toEqual(
      begun()
        .until(after(days(30)))
        .told.map((line) => line.replace(" mail ", " held-out ")),
    );
  });
});

describe("cart and checkout abandonment", () => {
  it.each([
    [cartAbandonment, on("cart.updated")],
    [checkoutAbandonment, on("checkout.updated")],
  ])("$title: a reminder after an hour, and to who does not click the last call a day later", (preset, event) => {
    expect(story(preset, event, agreed).until(after(days(30))).told).toEqual([
      "23 Nov 12:00 started",
      "23 Nov 12:00 cool-off: waits until 23 Nov 13:00",
      "23 Nov 13:00 mail reminder",
      "23 Nov 13:00 sleep-on-it: waits until 24 Nov 13:00",
      "24 Nov 13:00 did-they-click: no",
      "24 Nov 13:00 mail last-call",
      "24 Nov 13:00 finished",
    ]);
  });

  it("a cart: help to who clicks and still does not buy", () => {
    const told = story(cartAbandonment, on("cart.updated"), agreed).inMail(
      "email.clicked",
      "reminder",
      after(hours(3)),
    );
    expect(told.until(after(days(30))).told.slice(4)).toEqual([
      "23 Nov 15:00 did-they-click: yes",
      "23 Nov 15:00 let-them-look: waits until 23 Nov 19:00",
      "23 Nov 19:00 mail help",
      "23 Nov 19:00 finished",
    ]);
  });

  it("a checkout: help, and a day after it the last call", () => {
    const told = story(checkoutAbandonment, on("checkout.updated"), agreed);
    told.inMail("email.clicked", "reminder", after(hours(3)));
    expect(told.until(after(days(30))).told.slice(4)).toEqual([
      "23 Nov 15:00 did-they-click: yes",
      "23 Nov 15:00 let-them-look: waits until 23 Nov 19:00",
      "23 Nov 19:00 mail help",
      "23 Nov 19:00 think-it-over: waits until 24 Nov 19:00",
      "24 Nov 19:00 mail last-call-after-help",
      "24 Nov 19:00 finished",
    ]);
  });

  it.each([
    [cartAbandonment, on("cart.updated"), { cartToken: "c0" }],
    [checkoutAbandonment, on("checkout.updated"), { checkoutToken: "t0" }],
    [checkoutAbandonment, on("checkout.updated"), {}],
  ])("$title: ends with the order, wherever it is", (preset, event, tokens) => {
    const told = story(preset, event, agreed).hears(order(after(hours(3)), tokens));
    expect(told.until(after(days(30))).told.at(-1)).toBe("23 Nov 15:00 ended: ordered");
  });
});

describe("browse abandonment", () => {
  it("shows what was viewed, and two days later what others like", () => {
    expect(
      story(browseAbandonment, on("product.viewed"), agreed)
        .until(after(days(30)))
        .told.slice(1),
    ).toEqual([
      "23 Nov 12:00 cool-off: waits until 23 Nov 13:00",
      "23 Nov 13:00 mail viewed",
      "23 Nov 13:00 look-around: waits until 25 Nov 13:00",
      "25 Nov 13:00 did-they-click: no",
      "25 Nov 13:00 mail popular",
      "25 Nov 13:00 finished",
    ]);
  });

  it("is content when they look again", () => {
    const told = story(browseAbandonment, on("product.viewed"), agreed);
    expect(told.inMail("email.clicked", "viewed", after(hours(3))).told.slice(-2)).toEqual([
      "23 Nov 15:00 did-they-click: yes",
      "23 Nov 15:00 ended: exit-step",
    ]);
  });
});

describe("post-purchase", () => {
  const begun = (facts = bought) => story(postPurchase, on("order.created"), facts);

  it("thanks for a first order, waits for the parcel at most two weeks, then tips, a review, and what goes with it", () => {
    expect(begun().until(after(days(60))).told).toEqual([
      "23 Nov 12:00 started",
      "23 Nov 12:00 skipped confirmation",
      "23 Nov 12:00 agreed: yes",
      "23 Nov 12:00 let-it-sink-in: waits until 24 Nov 12:00",
      "24 Nov 12:00 first-order: yes",
      "24 Nov 12:00 mail thanks",
      "24 Nov 12:00 delivery: waits until 8 Dec 12:00",
      "8 Dec 12:00 mail tips",
      "8 Dec 12:00 use-it: waits until 15 Dec 12:00",
      "15 Dec 12:00 mail review",
      "15 Dec 12:00 later: waits until 29 Dec 12:00",
      "29 Dec 12:00 mail goes-with-it",
      "29 Dec 12:00 finished",
    ]);
  });

  it("greets who comes back in another way, and goes on when this parcel is there, not another", () => {
    const told = begun(boughtAgain).hears(triggerEvent("order.delivered", 1, after(days(2))));
    expect(told.hears(on("order.delivered", after(days(3)))).told.slice(4)).toEqual([
      "24 Nov 12:00 first-order: no",
      "24 Nov 12:00 mail thanks-again",
      "24 Nov 12:00 delivery: waits until 8 Dec 12:00",
      "26 Nov 12:00 mail tips",
      "26 Nov 12:00 use-it: waits until 3 Dec 12:00",
    ]);
  });

  it("does not wait for a parcel that was there before the thanks", () => {
    const told = begun().hears(on("order.delivered", after(hours(4))));
    expect(told.until(after(days(2))).told.slice(5)).toEqual([
      "24 Nov 12:00 mail thanks",
      "24 Nov 12:00 delivery: waits until 24 Nov 12:00",
      "24 Nov 12:00 mail tips",
      "24 Nov 12:00 use-it: waits until 1 Dec 12:00",
    ]);
  });

  it("says not a word more when the order is cancelled or paid back", () => {
    expect(
      begun()
        .hears(on("order.cancelled", after(days(3))))
        .told.at(-1),
    ).toBe("26 Nov 12:00 ended: order-cancelled");
    expect(
      begun()
        .hears(on("order.refunded", after(days(3))))
        .told.at(-1),
    ).toBe("26 Nov 12:00 ended: order-refunded");
    const anothers = begun().hears(triggerEvent("order.cancelled", 1, after(days(3))));
    expect(anothers.told.at(-1)).toBe("24 Nov 12:00 delivery: waits until 8 Dec 12:00");
  });

  it("goes on over another order: that one has its own", () => {
    const told = begun().hears(order(after(days(3)), { orderId: "another" }));
    expect(told.told.at(-1)).toBe("24 Nov 12:00 delivery: waits until 8 Dec 12:00");
  });

  it("sends who did not agree nothing but the confirmation, once that is turned on", () => {
    const [confirmation, ...rest] = postPurchase.steps;
    if (confirmation?.kind !== "send") throw new Error("the confirmation comes first");
    const confirming = { ...postPurchase, steps: [{ ...confirmation, isOff: false }, ...rest] };
    expect(story(confirming, on("order.created"), notAgreed).told).toEqual([
      "23 Nov 12:00 started",
      "23 Nov 12:00 mail confirmation",
      "23 Nov 12:00 agreed: no",
      "23 Nov 12:00 finished",
    ]);
  });

  it("is not for what a till, a subscription or a company ordered", () => {
    const elsewhere = order(noon, { channel: "subscription" });
    expect(story(postPurchase, elsewhere, bought).told).toEqual(["23 Nov 12:00 not-started: online"]);
  });
});

describe("re-engagement", () => {
  const begun = () => story(reEngagement, on("contact.inactive"), boughtAgain);

  it("tries news, an offer, a goodbye, and then stops mailing who answers nothing", () => {
    expect(begun().until(after(days(60))).told).toEqual([
      "23 Nov 12:00 started",
      "23 Nov 12:00 mail news",
      "23 Nov 12:00 a-week: waits until 30 Nov 12:00",
      "30 Nov 12:00 interested: no",
      "30 Nov 12:00 mail offer",
      "30 Nov 12:00 two-weeks: waits until 14 Dec 12:00",
      "14 Dec 12:00 tempted: no",
      "14 Dec 12:00 mail goodbye",
      "14 Dec 12:00 last-chance: waits until 28 Dec 12:00",
      "28 Dec 12:00 still-there: no",
      "28 Dec 12:00 asked stop-mailing",
      "28 Dec 12:00 finished",
    ]);
  });

  it.each([
    ["news", 2, "25 Nov 12:00 interested: yes"],
    ["offer", 9, "2 Dec 12:00 tempted: yes"],
    ["goodbye", 24, "17 Dec 12:00 still-there: yes"],
    // Weeks later, in the first of them.
    ["news", 24, "17 Dec 12:00 interested: yes"],
  ])("a click in the %s after %i days ends the trying", (mail, day, turned) => {
    const told = begun()
      .inMail("email.clicked", mail, after(days(day)))
      .until(after(days(60))).told;
    expect(told.slice(-2)).toEqual([turned, turned.replace(/ [a-z-]+: yes/, " finished")]);
  });

  it("is over with an order", () => {
    expect(
      begun()
        .hears(order(after(days(3))))
        .told.at(-1),
    ).toBe("26 Nov 12:00 ended: ordered");
  });
});

describe("what is told of a product", () => {
  it("back in stock: who asked gets the one mail, agreed or not", () => {
    expect(story(backInStock, on("product.restocked"), notAgreed).told.slice(1)).toEqual([
      "23 Nov 12:00 did-they-ask: yes",
      "23 Nov 12:00 mail asked-for",
      "23 Nov 12:00 finished",
    ]);
  });

  it("back in stock: who only looked must have agreed", () => {
    const data = { productId: "1", variantId: null, title: "Lamp", wanted: "viewed" } as const;
    const looked = happened({ name: "product.restocked", data }, noon);
    expect(story(backInStock, looked, agreed).told.slice(1)).toEqual([
      "23 Nov 12:00 did-they-ask: no",
      "23 Nov 12:00 agreed: yes",
      "23 Nov 12:00 mail seen-before",
      "23 Nov 12:00 finished",
    ]);
    expect(story(backInStock, looked, notAgreed).told.slice(2)).toEqual([
      "23 Nov 12:00 agreed: no",
      "23 Nov 12:00 finished",
    ]);
  });

  it("a price drop and a replenishment: at once, to who agreed", () => {
    for (const [preset, name, mail] of [
      [priceDrop, "price.dropped", "cheaper"],
      [replenishment, "replenishment.due", "used-up"],
    ] as const) {
      expect(story(preset, on(name), agreed).told).toEqual([
        "23 Nov 12:00 started",
        `23 Nov 12:00 mail ${mail}`,
        "23 Nov 12:00 finished",
      ]);
      expect(story(preset, on(name), notAgreed).told).toEqual(["23 Nov 12:00 not-started: subscribed"]);
    }
  });

  it("is not told of a price to who bought since", () => {
    const known = {
      orderId: "9",
      name: "#9",
      placedAt: after(minutes(1)),
      channel: "online",
      checkoutToken: null,
      cartToken: null,
    } as const;
    const facts = knowing({}, { orders: [known] });
    expect(story(priceDrop, on("price.dropped"), facts).told).toEqual(["23 Nov 12:00 not-started: not-ordered-since"]);
  });
});

describe("days and thanks", () => {
  it("VIP: the next morning at ten where they are", () => {
    expect(story(vip, on("stage.changed"), agreed).until(after(days(2))).told).toEqual([
      "23 Nov 12:00 started",
      "23 Nov 12:00 morning: waits until 24 Nov 09:00",
      "24 Nov 09:00 mail thanks",
      "24 Nov 09:00 finished",
    ]);
  });

  it("birthday: at nine where they are, also on the day on which the clocks go forward", () => {
    const winter = on("date.reached", new Date("2027-01-15T00:10:00+01:00"));
    expect(
      story(birthday, winter, agreed)
        .until(after(days(400)))
        .told.slice(1),
    ).toEqual([
      "14 Jan 23:10 nine-o-clock: waits until 15 Jan 08:00",
      "15 Jan 08:00 mail congratulations",
      "15 Jan 08:00 finished",
    ]);
    const spring = on("date.reached", new Date("2027-03-28T00:10:00+01:00"));
    expect(story(birthday, spring, agreed).until(after(days(400))).told[2]).toBe("28 Mar 07:00 mail congratulations");
    const newYork = knowing({ zone: "America/New_York" });
    expect(story(birthday, winter, newYork).until(after(days(400))).told[2]).toBe("15 Jan 14:00 mail congratulations");
  });

  it("anniversary: the day of the first order, and no other day", () => {
    const data = { date: "first-order-anniversary", on: "2026-11-23", years: 1 } as const;
    const told = story(anniversary, happened({ name: "date.reached", data }, noon), agreed).until(after(days(2))).told;
    expect(told.slice(1)).toEqual([
      "23 Nov 12:00 nine-o-clock: waits until 24 Nov 08:00",
      "24 Nov 08:00 mail a-year",
      "24 Nov 08:00 finished",
    ]);
  });
});
