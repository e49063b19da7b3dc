/** The Shopify topics that Waypost subscribes to in shopify.app.toml, compliance topics included. */
export const topics = [
  "checkouts/create",
  "checkouts/update",
  "orders/create",
  "customers/create",
  "customers/update",
  "customers_email_marketing_consent/update",
  "app/uninstalled",
] as const;

export const complianceTopics = ["customers/data_request", "customers/redact", "shop/redact"] as const;

export type Topic = (typeof topics)[number] | (typeof complianceTopics)[number];
