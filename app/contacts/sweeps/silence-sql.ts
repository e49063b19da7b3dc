import { LEAST_SILENCE_DAYS, MOST_SILENCE_DAYS, OWN_GAPS_FROM_ORDERS, SHOP_GAPS } from "./silence";

/** `silenceDays` as SQL, for a row of contacts and the shop's lapsed days; a test holds SQL and code together. */
export function silenceSql(contact: string, lapsedDays: string): string {
  const span = `floor(extract(epoch FROM ${contact}.last_order_at - ${contact}.first_order_at) / 86400)::float8`;
  return `least(${MOST_SILENCE_DAYS}, greatest(${LEAST_SILENCE_DAYS}, CASE
    WHEN ${contact}.orders_count < ${OWN_GAPS_FROM_ORDERS} THEN ${lapsedDays}::float8
    ELSE (${SHOP_GAPS} * ${lapsedDays}::float8 + ${Math.LN10}::float8 * ${span}) / (${SHOP_GAPS} + ${contact}.orders_count - 1) END))`;
}

/** Who ordered and was not yet told to be inactive since; the index contacts_silent_idx holds these alone. */
export function isUntold(contact: string): string {
  return `${contact}.merged_into IS NULL AND ${contact}.last_order_at IS NOT NULL
    AND (${contact}.inactive_after IS NULL OR ${contact}.inactive_after < ${contact}.last_order_at)`;
}

/** Whether a silence had become too long by a moment. The first part bounds what is read of the index. */
export function isSilentBy(contact: string, lapsedDays: string, moment: string): string {
  return `${contact}.last_order_at <= ${moment}::timestamptz - interval '${24 * LEAST_SILENCE_DAYS} hours'
    AND ${contact}.last_order_at + ${silenceSql(contact, lapsedDays)} * interval '24 hours' <= ${moment}::timestamptz`;
}

/** Who can be sent marketing mail: of the others an inactive contact's workflow sends none, so that they use up no pace. */
export function isMailable(contact: string): string {
  return `(${contact}.consent = 'SUBSCRIBED' AND ${contact}.email IS NOT NULL AND ${contact}.address_problem IS NULL
    AND NOT EXISTS (SELECT FROM suppressions s WHERE s.shop_id = ${contact}.shop_id AND s.email = ${contact}.email))`;
}
