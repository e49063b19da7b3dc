import { now } from "~/clock";
import type { Order, Shop } from "../../store/types";
import { wireId, wireTime } from "./wire";

/** The body of fulfillment_events/create: where a parcel of an order is. The sandbox sends one parcel an order. */
export function fulfilmentEventPayload(
  order: Order,
  shop: Shop,
  { eventId, status }: { readonly eventId: string; readonly status: "in_transit" | "delivered" },
) {
  const time = wireTime(now().toISOString(), shop);
  return {
    id: wireId(eventId),
    fulfillment_id: wireId(order.id) + 1,
    status,
    message: status === "delivered" ? "Item was delivered" : "Item is now in transit",
    happened_at: time,
    city: null,
    province: null,
    country: order.address?.countryCode ?? null,
    zip: null,
    address1: null,
    latitude: null,
    longitude: null,
    shop_id: wireId(shop.id),
    created_at: time,
    updated_at: time,
    estimated_delivery_at: null,
    order_id: wireId(order.id),
    admin_graphql_api_id: `gid://shopify/FulfillmentEvent/${eventId}`,
  };
}
