/** The Shopify topics that Waypost subscribes to in shopify.app.toml, compliance topics included. */
export const topics = [
  "checkouts/create",
  "checkouts/update",
  "carts/create",
  "carts/update",
  "orders/create",
  "orders/updated",
  "orders/fulfilled",
  "orders/cancelled",
  "refunds/create",
  "fulfillment_events/create",
  "products/create",
  "products/update",
  "products/delete",
  "inventory_levels/update",
  "collections/create",
  "collections/update",
  "collections/delete",
  "customers/create",
  "customers/update",
  "customer.tags_added",
  "customer.tags_removed",
  "customers_email_marketing_consent/update",
  "shop/update",
  "app/uninstalled",
  "bulk_operations/finish",
  "app/scopes_update",
] as const;

export const complianceTopics = ["customers/data_request", "customers/redact", "shop/redact"] as const;

export type ComplianceTopic = (typeof complianceTopics)[number];
export type Topic = (typeof topics)[number] | ComplianceTopic;

/**
 * What is read even of a store that has not opened the app yet: duties that do not wait, and Shopify's own id of
 * the store, by which a changed domain is recognised. `inbox_about_shop_idx` holds the same list.
 */
export const shopTopics = ["app/uninstalled", "app/scopes_update", "shop/update", ...complianceTopics] as const;
