/** What the admin adds to the address of an embedded app; never part of the address that a merchant sees. */
export const EMBEDDING_PARAMETERS = [
  "embedded",
  "hmac",
  "host",
  "id_token",
  "locale",
  "session",
  "shop",
  "shopify-reload",
  "timestamp",
];
