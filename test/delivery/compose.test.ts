import fc from "fast-check";
import { expect, test } from "vitest";
import { type Composition, composeRequest } from "~/delivery/compose";
import { parseSendRequest } from "../../sandbox/sendgrid/send-request";

const composition: Composition = {
  message: {
    messageId: "01932b5e-7c3a-7d6e-9f00-0123456789ab",
    workflowId: "checkout-abandonment",
    email: "ann@example.com",
  },
  shop: {
    shopId: 7,
    sender: { name: "Lantern & Lane", email: "hello@lantern.example", replyTo: null },
    isSandboxed: false,
  },
  rendered: { subject: "Still thinking it over?", html: "<p>Hi</p>", text: "Hi" },
  unsubscribeUrl: "https://waypost.example/u/abc",
};

/** Through JSON, as it goes over the wire. */
const asSent = (wishes: Partial<Composition> = {}) =>
  JSON.parse(JSON.stringify(composeRequest({ ...composition, ...wishes })));

test("a request passes SendGrid's published description, whatever the texts hold", () => {
  const text = fc.string({ unit: "binary", minLength: 1 });
  fc.assert(
    fc.property(text, text, text, fc.option(fc.constant("reply@shop.example")), (words, html, name, replyTo) => {
      const request = asSent({
        rendered: { subject: `Hi ${words}`, html, text: words },
        shop: { shopId: 7, sender: { name, email: "hello@lantern.example", replyTo }, isSandboxed: false },
      });
      expect(parseSendRequest(request)).toHaveProperty("request");
    }),
  );
  expect(parseSendRequest(asSent({ unsubscribeUrl: null }))).toHaveProperty("request");
});

test("the judge is strict: an unknown field fails", () => {
  expect(parseSendRequest({ ...asSent(), custom: 1 })).toHaveProperty("errors");
});

test("one click unsubscribes, by RFC 8058", () => {
  expect(asSent().personalizations[0].headers).toEqual({
    "List-Unsubscribe": "<https://waypost.example/u/abc>",
    "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
  });
  expect(asSent({ unsubscribeUrl: null }).personalizations[0]).not.toHaveProperty("headers");
});

test("an event finds its message, and learns nothing about the person", () => {
  const { personalizations, categories } = asSent();
  expect(personalizations).toHaveLength(1);
  expect(personalizations[0].custom_args).toEqual({ shop_id: "7", message_id: composition.message.messageId });
  expect(categories).toEqual(["checkout-abandonment"]);
  expect(JSON.stringify([personalizations[0].custom_args, categories])).not.toContain("ann");
});

test("SendGrid rewrites no link, and counts openings: it can tell machines' from people's", () => {
  const off = { enable: false };
  expect(asSent().tracking_settings).toEqual({
    open_tracking: { enable: true },
    click_tracking: off,
    subscription_tracking: off,
    ganalytics: off,
  });
});

test("a line break in a name starts no header", () => {
  const rendered = { ...composition.rendered, subject: "Your Shirt\r\nBcc: all@example.com" };
  expect(asSent({ rendered }).subject).toBe("Your Shirt Bcc: all@example.com");
});
