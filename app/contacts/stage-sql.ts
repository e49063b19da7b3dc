import { type StageThresholds, usualThresholds } from "./lifecycle";

/**
 * `stageOf` as SQL, so that a million contacts are placed where they lie: `stageLimits` is a shop's
 * thresholds as moments, one row, to be made once a statement; `stageSql` the stage of a row of contacts by
 * them. A test holds SQL and code together.
 */
export function stageLimits(shopId: string, at: string): string {
  const before = (key: "newDays" | "atRiskDays" | "lapsedDays" | "lostDays") =>
    `${at} - make_interval(secs => 86400 * ${threshold(key)})`;
  return `SELECT ${before("lostDays")} AS lost, ${before("lapsedDays")} AS lapsed, ${before("atRiskDays")} AS at_risk,
      ${before("newDays")} AS new, ${threshold("loyalOrders")} AS loyal_orders,
      (stage_thresholds->>'loyalSpentMinor')::bigint AS loyal_spent
    FROM shops WHERE shop_id = ${shopId}`;
}

export function stageSql(contact: string, limits: string): string {
  return `CASE
    WHEN ${contact}.orders_count = 0 OR ${contact}.first_order_at IS NULL OR ${contact}.last_order_at IS NULL THEN 'prospect'
    WHEN ${contact}.last_order_at <= ${limits}.lost THEN 'lost'
    WHEN ${contact}.last_order_at <= ${limits}.lapsed THEN 'lapsed'
    WHEN ${contact}.last_order_at <= ${limits}.at_risk THEN 'at-risk'
    WHEN ${contact}.orders_count >= ${limits}.loyal_orders THEN 'loyal'
    WHEN ${contact}.orders_count >= 2 AND ${contact}.spent_minor >= ${limits}.loyal_spent THEN 'loyal'
    WHEN ${contact}.first_order_at <= ${limits}.new THEN 'active'
    ELSE 'new' END`;
}

function threshold(key: Exclude<keyof StageThresholds, "loyalSpentMinor" | "gaps">): string {
  return `coalesce((stage_thresholds->>'${key}')::int, ${usualThresholds[key]})`;
}
