import { z } from "zod";
import type { Delivery } from "../delivery";
import type { Event } from "../event";
import { frame, nobody } from "../frame";
import { minorUnits } from "../money";
import { productIdsOf } from "./order-events";
import { amount, id, text, time } from "./payload-parts";

/**
 * The topics that name an order by its id alone. Whose it is, what it is called and, for a delivery, what was in it,
 * is known from the order itself: app/worker/complete-order-events.ts fills it in, or sets the delivery aside until
 * the order is told.
 */

const refundPayload = z.object({
  order_id: id,
  created_at: time,
  processed_at: time.nullish(),
  total_duties_set: z.object({ shop_money: z.object({ currency_code: z.string() }) }).nullish(),
  refund_line_items: z.array(z.object({ line_item: z.object({ product_id: id.nullish() }).nullish() })),
  transactions: z.array(z.object({ kind: z.string(), status: z.string(), amount, currency: text })),
});

/**
 * refunds/create: what was given back, in minor units of the shop's currency. Nothing as long as no payment went
 * through, as when goods are taken back for other goods.
 */
export function refundEvents(delivery: Delivery, json: unknown): Event[] {
  const { order_id, created_at, processed_at, transactions, ...payload } = refundPayload.parse(json);
  const given = transactions.filter(({ kind, status }) => kind === "refund" && status === "success");
  const currency =
    given.find((one) => one.currency)?.currency ?? payload.total_duties_set?.shop_money.currency_code ?? null;
  if (currency === null && given.length > 0) throw new Error("the refund does not say in which currency it is");
  const lines = payload.refund_line_items.map(({ line_item }) => ({ productId: line_item?.product_id ?? null }));
  return [
    {
      ...frame(delivery, new Date(processed_at ?? created_at)),
      name: "order.refunded",
      identity: nobody,
      profile: {},
      data: {
        orderId: order_id,
        name: "",
        productIds: productIdsOf(lines),
        refundedMinor: given.reduce((sum, one) => sum + minorUnits(one.amount, currency ?? ""), 0),
        currency: currency ?? "",
      },
    },
  ];
}

const fulfilmentEventPayload = z.object({ order_id: id, status: text, happened_at: time });

/** fulfillment_events/create: only that a parcel arrived is news to a shopper's workflows. */
export function fulfilmentEvents(delivery: Delivery, json: unknown): Event[] {
  const { order_id, status, happened_at } = fulfilmentEventPayload.parse(json);
  if (status?.toLowerCase() !== "delivered") return [];
  return [
    {
      ...frame(delivery, new Date(happened_at)),
      name: "order.delivered",
      identity: nobody,
      profile: {},
      data: { orderId: order_id, name: "", productIds: [] },
    },
  ];
}
