import { DateTime } from "luxon";
import {
  type IntentLevel,
  type IntentSignalName,
  intentScore,
  intentWeights,
  intentWindowDays,
} from "~/contacts/intent";
import { pool } from "~/db.server";

export interface ContactIntent {
  readonly level: IntentLevel;
  /** "High" and its like. */
  readonly title: string;
  /** What made it: "Was at checkout yesterday, viewed Dune Table Lamp 2 days ago". Empty without any signal. */
  readonly because: string;
}

/** The newest signals of somebody who looks at everything say what the older ones would. */
const MOST_SIGNALS = 200;
/** A sentence of more is not read. */
const TOLD = 3;

/** How likely a contact means to buy soon, and what says so. */
export async function contactIntent(
  shop: { readonly shopId: number; readonly timezone: string },
  contactId: string,
  at: Date,
): Promise<ContactIntent> {
  const { rows } = await pool.query<{ name: IntentSignalName; at: Date; what: string | null }>(
    `SELECT e.name, e.occurred_at AS at, p.title AS what FROM events e
     LEFT JOIN products p ON p.shop_id = $1 AND p.product_id = e.data->>'productId'
     WHERE e.shop_id = $1 AND e.contact_id = $2 AND e.name = ANY ($3) AND e.occurred_at <= $4
       AND e.occurred_at > $4::timestamptz - make_interval(days => $5)
     ORDER BY e.occurred_at DESC LIMIT ${MOST_SIGNALS}`,
    [shop.shopId, contactId, Object.keys(intentWeights), at, intentWindowDays],
  );
  const { level, signals } = intentScore(rows, at);
  const told = signals.map((signal) => `${verb(signal.name, signal.what)} ${dayOf(signal.at, at, shop.timezone)}`);
  const because = [...new Set(told)].slice(0, TOLD).join(", ");
  return { level, title: levelTitles[level], because: because.charAt(0).toUpperCase() + because.slice(1) };
}

const levelTitles: Record<IntentLevel, string> = { none: "None", low: "Low", medium: "Medium", high: "High" };

function verb(name: IntentSignalName, what: string | null): string {
  switch (name) {
    case "product.viewed":
      return `viewed ${what ?? "a product"}`;
    case "product.carted":
      return `put ${what ?? "a product"} in the cart`;
    case "checkout.updated":
      return "was at checkout";
    case "email.clicked":
      return "clicked in a mail";
  }
}

/** "today", "yesterday", "3 days ago", by the calendar of the shop's zone. */
function dayOf(then: Date, at: Date, timezone: string): string {
  const [day, today] = [then, at].map((time) => DateTime.fromJSDate(time, { zone: timezone }).startOf("day"));
  const days = day && today ? Math.round(today.diff(day, "days").days) : 0;
  if (days < 1) return "today";
  return days === 1 ? "yesterday" : `${days} days ago`;
}
