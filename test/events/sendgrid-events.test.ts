import { describe, expect, it } from "vitest";
import type { Delivery } from "~/events/delivery";
import { normalise } from "~/events/normalise";
import { readSendgridClick } from "~/events/sendgrid-click";

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
    const at = "2026-11-23T12:00:05.000Z";
    expect(read({ event, asm_group_id: 1 })).toEqual([
      {
        name: "consent.changed",
        data: { state, at, source: expect.stringContaining("at SendGrid"), tellsShopify: true, mail: messageId },
      },
    ]);
  });

  it("happened by SendGrid's clock, and names nobody by itself", () => {
    const [event] = normalise(delivery({ event: "delivered" }));
    expect(event?.occurredAt).toEqual(new Date("2026-11-23T12:00:05Z"));
    expect(Object.values(event?.identity ?? { x: 1 })).toEqual([null, null, null, null, null, null]);
  });

  it.each(["account_status_change", "something_new", "", "constructor"])("that we do not know is let be: %j", (event) =>
    expect(read({ event })).toEqual([]),
  );

  it("in odd ways is read as far as it goes", () => {
    expect(read({ event: "bounce", type: 7, reason: { odd: true }, response: [] })).toEqual(outcome("email.bounced"));
  });
});

describe("a click", () => {
  it("is kept to be judged: by itself it says nothing of a person", () => {
    const click = { event: "click", url: "https://x.example/a", useragent: "Scanner/1" };
    expect(read(click)).toEqual([]);
    expect(readSendgridClick(delivery(click))).toEqual({
      sgEventId: "sg-1",
      messageId,
      url: "https://x.example/a",
      agent: "Scanner/1",
      at: new Date("2026-11-23T12:00:05Z"),
    });
  });

  it("is no other event, and not of another source", () => {
    expect(readSendgridClick(delivery({ event: "open", url: "https://x.example/a" }))).toBeNull();
    expect(readSendgridClick({ ...delivery({ event: "click", url: "x" }), topic: "products/update" })).toBeNull();
  });
});
