import express, { type Request, Router } from "express";
import { z } from "zod";
import type { Faults } from "./shopify/faults";
import type { Webhooks } from "./shopify/webhooks";
import type { Store } from "./store/store";
import type { Shopper } from "./storefront/shopper";

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
const buying = z.object({ token, email: z.email().optional() });
const ordering = z.object({
  email: z.email().nullable(),
  customerId: z.string().optional(),
  lines,
  sourceName: z.string(),
});
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
const conducting = z.object({
  duplicates: z.int().min(1).optional(),
  disorder: z.boolean().optional(),
  hold: z.boolean().optional(),
});

/**
 * `POST /control/<action>`: the shopper's and the shop's deeds for whoever runs in another process.
 * Each answers when its webhooks have arrived or were given up.
 */
export function controlRouter(store: Store, shopper: Shopper, webhooks: Webhooks, faults: Faults): Router {
  const router = Router();
  const action = <T>(name: string, shape: z.ZodType<T>, perform: (asked: T) => unknown) => {
    router.post(`/control/${name}`, express.json({ limit: "2mb" }), async (request: Request, response) => {
      const asked = shape.safeParse(request.body);
      if (!asked.success) {
        response.status(400).json({ error: z.prettifyError(asked.error) });
        return;
      }
      try {
        const done = perform(asked.data);
        await webhooks.settled();
        response.json(typeof done === "object" && done !== null ? done : {});
      } catch (error) {
        response.status(422).json({ error: error instanceof Error ? error.message : String(error) });
      }
    });
  };

  action("begin-checkout", beginning, (start) => shopper.beginCheckout(start));
  action("update-checkout", changing, ({ token, ...changes }) => shopper.updateCheckout(token, changes));
  action("buy", buying, ({ token, email }) => shopper.buy(token, { email }));
  action("order-elsewhere", ordering, (order) => shopper.orderElsewhere(order));
  action("set-stock", stocking, ({ handle, pieces }) => store.setStock(handle, pieces));
  action("set-price", pricing, ({ handle, amount }) => store.setPrice(handle, amount));
  action("webhook", sending, ({ topic, payload, headers }) => webhooks.send(topic, payload, headers));
  action("webhook-conduct", conducting, (change) => {
    webhooks.conduct(change);
    if (change.hold === false) webhooks.release();
  });
  action("fail-api", failing, ({ field, times }) => faults.failNext(field, times));
  router.get("/control/webhooks", (_request, response) => response.json(webhooks.log()));
  return router;
}
