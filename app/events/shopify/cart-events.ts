import { z } from "zod";
import type { Delivery } from "../delivery";
import type { Event } from "../event";
import { frame, nobody } from "../frame";
import { minorUnits } from "../money";
import { amount, line, lineOf, time } from "./payload-parts";

const money = z.object({ presentment_money: z.object({ amount, currency_code: z.string() }) });

const cartPayload = z.object({
  token: z.string().min(1),
  updated_at: time,
  line_items: z.array(line.extend({ price_set: money, line_price_set: money })),
});

/**
 * carts/create and carts/update, of the online store only. Shopify names no person: whoever was last named with this
 * token, in a checkout or an order, is meant. An empty cart tells no currency.
 */
export function cartEvents(delivery: Delivery, json: unknown): Event[] {
  const { token, updated_at, line_items } = cartPayload.parse(json);
  const currency = line_items[0]?.price_set.presentment_money.currency_code ?? null;
  const lines =
    currency === null
      ? []
      : line_items.map((told) => lineOf({ ...told, price: told.price_set.presentment_money.amount }, currency));
  const totals =
    currency === null
      ? []
      : line_items.map(({ line_price_set }) => minorUnits(line_price_set.presentment_money.amount, currency));
  return [
    {
      ...frame(delivery, new Date(updated_at)),
      name: "cart.updated",
      identity: { ...nobody, cartToken: token },
      profile: {},
      data: {
        token,
        currency,
        totalMinor: currency === null ? null : totals.reduce((sum, one) => sum + one, 0),
        lines,
      },
    },
  ];
}
