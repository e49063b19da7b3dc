import { randomUUID } from "node:crypto";
import express, { type Request, Router } from "express";
import { z } from "zod";
import { happenings } from "./sendgrid/mail-events";
import { faultKinds, type Mailbox } from "./sendgrid/mailbox";
import type { Reports } from "./sendgrid/reports";
import type { BackOffice } from "./shopify/back-office";
import type { Faults } from "./shopify/faults";
import type { Webhooks } from "./shopify/webhooks";
import type { Shopper } from "./storefront/shopper";
import type { Flow } from "./systems/flow";
import type { Receiver } from "./systems/receiver";

const lines = z
  .array(z.object({ handle: z.string(), variantId: z.string().optional(), quantity: z.int().min(1).default(1) }))
  .min(1);
const token = z.string();
const beginning = z.object({
  email: z.email().nullable(),
  firstName: z.string().nullish(),
  lastName: z.string().nullish(),
  acceptsMarketing: z.boolean(),
  lines,
  locale: z.string().optional(),
  sourceName: z.string().optional(),
});
const changing = z.object({
  token,
  email: z.email().optional(),
  firstName: z.string().nullish(),
  lastName: z.string().nullish(),
  acceptsMarketing: z.boolean().optional(),
  lines: lines.optional(),
});
const entering = z.object({ token, code: z.string() });
const buying = z.object({ token, email: z.email().optional() });
const ordering = z.object({
  email: z.email().nullable(),
  customerId: z.string().optional(),
  lines,
  sourceName: z.string(),
});
const carting = z.object({ token: token.nullable(), lines: z.array(lines.element) });
const deleting = z.object({ handle: z.string() });
const ofOrder = z.object({ orderId: z.string() });
const stocking = z.object({ handle: z.string(), pieces: z.int() });
const pricing = z.object({ handle: z.string(), amount: z.string() });
const sending = z.object({
  topic: z.string(),
  /** Text goes out byte for byte, so that ids beyond 2^53 survive. */
  payload: z.union([z.string(), z.record(z.string(), z.unknown())]),
  headers: z.record(z.string(), z.string()).optional(),
});
/** The next so many calls of an Admin API field fail, such as customerEmailMarketingConsentUpdate. */
const failing = z.object({ field: z.string(), times: z.int().min(0) });
/** A customer's event from Shopify Flow; a repeated one has the same id. */
const flowing = z.object({
  customer_id: z.string(),
  event: z.string(),
  details: z.string().optional(),
  id: z.string().default(() => randomUUID()),
});
/** How the merchant's own server answers the next calls. */
const answering = z.object({ statuses: z.array(z.int().min(200).max(599)) });
/** What happens to a mail in the inbox; `url` is what a click goes to. */
const happening = z.object({ id: z.string(), happening: z.enum(happenings), url: z.string().optional() });
const conducting = z.object({
  duplicates: z.int().min(1).optional(),
  disorder: z.boolean().optional(),
  hold: z.boolean().optional(),
});
const share = z.number().min(0).max(1);
/** What chance has for the mails that are posted: see sendgrid/send-conduct.ts. */
const chances = z.object({
  seed: z.int(),
  faults: z.array(z.object({ kind: z.enum(faultKinds), acceptsAnyway: z.boolean().default(false), share })),
  slowestMs: z.int().min(0),
  untold: share,
});
const absence = z.object({ ms: z.int().min(0).max(60_000) });

/**
 * `POST /control/<action>`: the shopper's and the shop's deeds for whoever runs in another process.
 * Each answers when its webhooks have arrived or were given up.
 */
export function controlRouter(
  shopper: Shopper,
  backOffice: BackOffice,
  webhooks: Webhooks,
  faults: Faults,
  flow: Flow,
  receiver: Receiver,
  mailbox: Mailbox,
  reports: Reports,
  leave: (ms: number) => void,
): Router {
  const router = Router();
  const action = <T>(name: string, shape: z.ZodType<T>, perform: (asked: T) => unknown) => {
    router.post(`/control/${name}`, express.json({ limit: "2mb" }), async (request: Request, response) => {
      const asked = shape.safeParse(request.body);
      if (!asked.success) {
        response.status(400).json({ error: z.prettifyError(asked.error) });
        return;
      }
      try {
        const done = await perform(asked.data);
        await webhooks.settled();
        await reports.sender.settled();
        response.json(typeof done === "object" && done !== null ? done : {});
      } catch (error) {
        response.status(422).json({ error: error instanceof Error ? error.message : String(error) });
      }
    });
  };

  action("begin-checkout", beginning, (start) => shopper.beginCheckout(start));
  action("update-checkout", changing, ({ token, ...changes }) => shopper.updateCheckout(token, changes));
  action("enter-code", entering, ({ token, code }) => shopper.enterCode(token, code));
  action("buy", buying, ({ token, email }) => shopper.buy(token, { email }));
  action("order-elsewhere", ordering, (order) => shopper.orderElsewhere(order));
  action("change-cart", carting, ({ token, lines }) => ({ token: shopper.changeCart(token, lines) }));
  action("set-stock", stocking, ({ handle, pieces }) => backOffice.setStock(handle, pieces));
  action("set-price", pricing, ({ handle, amount }) => backOffice.setPrice(handle, amount));
  action("delete-product", deleting, ({ handle }) => backOffice.deleteProduct(handle));
  action("fulfil", ofOrder, ({ orderId }) => backOffice.fulfilOrder(orderId));
  action("deliver", ofOrder, ({ orderId }) => backOffice.deliverOrder(orderId));
  action("cancel", ofOrder, ({ orderId }) => backOffice.cancelOrder(orderId));
  action("refund", ofOrder, ({ orderId }) => backOffice.refundOrder(orderId));
  action("webhook", sending, ({ topic, payload, headers }) => webhooks.send(topic, payload, headers));
  action("webhook-conduct", conducting, (change) => {
    webhooks.conduct(change);
    if (change.hold === false) webhooks.release();
  });
  action("mail-event", happening, ({ id, happening, url }) => {
    const mail = mailbox.find(id);
    if (!mail) throw new Error(`There is no mail ${id}.`);
    reports.happened(mail, happening, url);
  });
  action("reports-conduct", conducting, (change) => {
    reports.sender.conduct(change);
    if (change.hold === false) reports.sender.release();
  });
  action("send-conduct", chances, (wished) => mailbox.conduct.draw(wished));
  action("leave", absence, ({ ms }) => leave(ms));
  action("fail-api", failing, ({ field, times }) => faults.failNext(field, times));
  action("flow-action", flowing, async ({ id, ...properties }) => ({
    status: await flow.runAction(properties, { id }),
  }));
  action("answer-calls", answering, ({ statuses }) => receiver.answerNext(...statuses));
  router.get("/control/reports", (_request, response) => response.json(reports.sender.log()));
  router.get("/control/posts", (_request, response) => response.json(mailbox.conduct.posts()));
  router.get("/control/heard", (_request, response) => response.json(reports.sender.heard()));
  router.get("/control/webhooks", (_request, response) => response.json(webhooks.log()));
  return router;
}
