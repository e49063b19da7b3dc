import type { Channel } from "./event";

/**
 * Where a checkout or order came from, by its `source_name` and company. Shopify's own sources are
 * words; other apps' are their numeric ids, which sell online (a headless storefront) as often as not.
 * https://shopify.dev/docs/api/admin-rest/latest/resources/order
 */
export function channelOf(sourceName: string | null | undefined, isCompany: boolean): Channel {
  if (isCompany) return "b2b";
  switch (sourceName) {
    case undefined:
    case null:
    case "":
    case "web":
      return "online";
    case "pos":
      return "pos";
    case "shopify_draft_order":
      return "draft";
    case "subscription_contract":
    case "subscription_contract_checkout_one":
      return "subscription";
    default:
      return /^\d+$/.test(sourceName) ? "online" : "other";
  }
}
