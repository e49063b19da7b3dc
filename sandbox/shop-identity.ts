/** The one store of the sandbox, as Shopify's admin and a mail client name it. */
export const shopIdentity = {
  name: "Lantern & Lane",
  domain: "lantern-lane.myshopify.com",
  /** Its part of an admin address: admin.shopify.com/store/<handle>. */
  handle: "lantern-lane",
  timeZone: "Europe/Berlin",
} as const;
