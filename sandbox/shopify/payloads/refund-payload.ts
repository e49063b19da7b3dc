import type { Order, Shop } from "../../store/types";
import { orderLine } from "./order-payload";
import { moneySet, wireId, wireMoney, wireTime } from "./wire";

/** The body of refunds/create for all goods of an order: neither its name nor its buyer is told. */
export function refundPayload(order: Order, shop: Shop, refundId: string) {
  const time = wireTime(order.updatedAt, shop);
  return {
    id: wireId(refundId),
    order_id: wireId(order.id),
    created_at: time,
    note: "Sent back",
    user_id: null,
    processed_at: time,
    duties: [],
    total_duties_set: moneySet(0, shop.currency),
    return: null,
    refund_shipping_lines: [],
    restock: false,
    admin_graphql_api_id: `gid://shopify/Refund/${refundId}`,
    order_adjustments: [],
    refund_line_items: order.lines.map((line, place) => {
      const subtotal = line.priceMinor * line.quantity;
      return {
        id: wireId(refundId) + place + 1,
        quantity: line.quantity,
        line_item_id: wireId(line.id),
        location_id: null,
        restock_type: "no_restock",
        subtotal: subtotal / 100,
        total_tax: 0,
        subtotal_set: moneySet(subtotal, shop.currency),
        total_tax_set: moneySet(0, shop.currency),
        line_item: orderLine(line, shop.currency),
      };
    }),
    transactions: [
      {
        id: wireId(refundId) + 500,
        order_id: wireId(order.id),
        kind: "refund",
        gateway: "bogus",
        status: "success",
        message: "Bogus Gateway: Forced success",
        created_at: time,
        test: true,
        authorization: null,
        location_id: null,
        user_id: null,
        parent_id: null,
        processed_at: time,
        device_id: null,
        error_code: null,
        source_name: order.sourceName,
        receipt: {},
        amount: wireMoney(order.refundedMinor),
        currency: shop.currency,
        payment_id: `#${order.number}.2`,
        total_unsettled_set: moneySet(0, shop.currency),
        manual_payment_gateway: false,
        amount_rounding: null,
        admin_graphql_api_id: `gid://shopify/OrderTransaction/${wireId(refundId) + 500}`,
      },
    ],
  };
}
