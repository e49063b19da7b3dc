/** The events that a workflow can start on, or wait for. */
export const triggerEvents = [
  "customer.created",
  "product.viewed",
  "cart.updated",
  "checkout.updated",
  "order.created",
  "order.fulfilled",
  "order.delivered",
  "order.cancelled",
  "order.refunded",
  "contact.inactive",
  "segment.entered",
  "segment.left",
  "stage.changed",
  "date.reached",
  "product.restocked",
  "price.dropped",
  "replenishment.due",
  "custom.happened",
] as const;

export type TriggerEventName = (typeof triggerEvents)[number];
