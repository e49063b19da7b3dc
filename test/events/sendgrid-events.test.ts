import { describe, expect, it } from "vitest";
import type { Delivery } from "~/events/delivery";
import { normalise } from "~/events/normalise";

const messageId = "0193b0a0-0000-7000-8000-000000000001";

function delivery(event: object): Delivery {
  return {
    source: "sendgrid",
    deliveryId: "sg-1",
    topic: "sendgrid/event",
    eventId: null,
    triggeredAt: new Date("2026-11-23T12:00:05Z"),
    payload: Buffer.from(JSON.stringify({ message_id: messageId, shop_id: "1", email: "a@b.example", ...event })),
  };
}

const read = (event: object) => normalise(delivery(event)).map(({ name, data }) => ({ name, data }));
const outcome = (name: string, reason: string | null = null) => [{ name, data: { messageId, reason } }];

describe("what SendGrid says", () => {
  it.each([
    [{ event: "processed" }, outcome("email.processed")],
    [{ event: "deferred", response: "451 later", attempt: "5" }, outcome("email.deferred", "451 later")],
    [{ event: "delivered", response: "250 OK" }, outcome("email.delivered", "250 OK")],
    [{ event: "bounce", type: "bounce", reason: "550 nobody" }, outcome("email.bounced", "550 nobody")],
    [{ event: "bounce", type: "blocked", reason: "552 full" }, outcome("email.blocked", "552 full")],
    [{ event: "bounce", reason: "500" }, outcome("email.bounced", "500")],
    [{ event: "dropped", reason: "Bounced Address" }, outcome("email.dropped", "Bounced Address")],
    [{ event: "spamreport" }, outcome("email.complained")],
    [{ event: "open" }, outcome("email.opened")],
    [{ event: "open", sg_machine_open: false }, outcome("email.opened")],
    [{ event: "open", sg_machine_open: "false" }, outcome("email.opened")],
  ])("%j", (event, events) => expect(read(event)).toEqual(events));

  it.each([true, "true", "True"])("is a machine's, where it says so: %j", (sg_machine_open) => {
    expect(read({ event: "open", sg_machine_open })).toEqual([
      {
        name: "email.scanned",
        data: { messageId, what: "opened", why: expect.stringMatching(/^a mail program .*[^.]$/) },
      },
    ]);
  });

  it.each([
    ["unsubscribe", "UNSUBSCRIBED"],
    ["group_unsubscribe", "UNSUBSCRIBED"],
    ["group_resubscribe", "SUBSCRIBED"],
  ])("of consent: %s", (event, state) => {
    const at = expect.stringMatching(/^2026-11-23T12:00:05\./);
    expect(read({ event, asm_group_id: 1 })).toEqual([
      {
        name: "consent.changed",
        data: { state, at, source: expect.stringContaining("at SendGrid"), tellsShopify: true, mail: messageId },
      },
    ]);
  });

  it("happened by SendGrid's clock, within a second in the order in which it can have happened", () => {
    const told = ["processed", "deferred", "delivered", "open", "spamreport"].flatMap((event) =>
      normalise(delivery({ event })),
    );
    const times = told.map(({ occurredAt }) => occurredAt.getTime());
    expect(times).toEqual(times.toSorted((one, other) => one - other));
    expect(new Set(times).size).toBe(5);
    expect(new Set(times.map((time) => Math.floor(time / 1_000)))).toEqual(
      new Set([Date.parse("2026-11-23T12:00:05Z") / 1_000]),
    );
  });

  it("names nobody by itself", () => {
    const [event] = normalise(delivery({ event: "delivered" }));
    expect(Object.values(event?.identity ?? { x: 1 })).toEqual([null, null, null, null, null, null]);
  });

  it.each(["account_status_change", "something_new", "", "constructor"])("that we do not know is let be: %j", (event) =>
    expect(read({ event })).toEqual([]),
  );

  it("in odd ways is read as far as it goes", () => {
    expect(read({ event: "bounce", type: 7, reason: { odd: true }, response: [] })).toEqual(outcome("email.bounced"));
  });
});

it("leaves a click to our own link, to which it leads on: there it is judged, and counts once", () => {
  expect(read({ event: "click", url: "https://x.example/a", useragent: "Scanner/1" })).toEqual([]);
});
