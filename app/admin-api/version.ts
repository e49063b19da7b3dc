/**
 * The Admin API's version, in this one place: the client's url, codegen's schema and the SDK's
 * `ApiVersion` follow it (shopify.server.ts stops compiling when the SDK parts ways). A new one comes
 * each quarter: https://shopify.dev/docs/api/usage/versioning
 */
export const API_VERSION = "2026-10";
