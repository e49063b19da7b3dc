import type { Shop } from "@prisma/client";
import { pool } from "~/db.server";
import { formatMoney } from "~/events/money";
import { offerTerms } from "~/offers/offer-terms";
import { termsText } from "~/worker/offer-inputs";

/** The periods that can be looked at, in days. */
export const offerPeriods = [30, 90, 365] as const;
export type OfferPeriod = (typeof offerPeriods)[number];

/** What one offer came to; money written out. */
export interface OfferRow {
  readonly key: string;
  readonly title: string;
  /** Codes in mails that left in the period. */
  readonly given: number;
  /** Of those, the ones that an order was placed with. */
  readonly used: number;
  /** "12 %"; a dash while too few were given. */
  readonly share: string;
  readonly revenue: string;
  /** What the codes took off. */
  readonly margin: string;
}

export interface OffersReport {
  readonly rows: readonly OfferRow[];
  readonly total: Omit<OfferRow, "key" | "title">;
  /** Why Shopify makes no codes at present; null while nothing is wrong. */
  readonly problem: string | null;
}

interface Counted {
  readonly termsKey: string;
  readonly terms: unknown;
  readonly given: number;
  readonly used: number;
  readonly revenueMinor: number;
  readonly marginMinor: number;
}

/** A share of fewer says little. */
const LEAST_FOR_SHARE = 20;
/** As many kinds of offers as anybody compares. */
const MOST_OFFERS = 50;

/**
 * The codes that were given within the last `days`, the orders that were placed with them since, and what they cost in
 * margin. Orders that were cancelled do not count; whoever uses another's code counts as its use.
 */
export async function offersReport(shop: Shop, days: OfferPeriod, at: Date): Promise<OffersReport> {
  const { rows } = await pool.query<Counted>({
    name: "offers-report",
    text: `SELECT o.terms_key AS "termsKey", (array_agg(o.terms))[1] AS terms, count(*)::int AS given,
        count(u.order_id)::int AS used, coalesce(sum(u.total_minor), 0)::float8 AS "revenueMinor",
        coalesce(sum(u.amount_minor), 0)::float8 AS "marginMinor"
      FROM offer_codes c
      JOIN messages m ON m.shop_id = $1 AND m.message_id = c.message_id AND m.status IN ('sending', 'sent', 'unknown')
      JOIN offers o ON o.shop_id = $1 AND o.offer_id = c.offer_id
      LEFT JOIN LATERAL (SELECT d.order_id, d.amount_minor, r.total_minor FROM order_discounts d
        JOIN orders r ON r.shop_id = $1 AND r.order_id = d.order_id AND r.cancelled_at IS NULL
        WHERE d.shop_id = $1 AND d.code = c.code LIMIT 1) u ON true
      WHERE c.shop_id = $1 AND c.given_at > $2::timestamptz - make_interval(days => $3) AND c.given_at <= $2
      GROUP BY o.terms_key ORDER BY given DESC, o.terms_key LIMIT ${MOST_OFFERS}`,
    values: [shop.shopId, at, days],
  });
  const sum = (of: (row: Counted) => number) => rows.reduce((total, row) => total + of(row), 0);
  const money = (minor: number) => formatMoney(minor, shop.currency, "en");
  return {
    rows: rows.map((row) => ({
      key: row.termsKey,
      title: termsText(offerTerms.parse(row.terms), "en"),
      ...figures(row, money),
    })),
    total: figures(
      {
        given: sum(({ given }) => given),
        used: sum(({ used }) => used),
        revenueMinor: sum(({ revenueMinor }) => revenueMinor),
        marginMinor: sum(({ marginMinor }) => marginMinor),
      },
      money,
    ),
    problem: await mintingProblem(shop.shopId, at),
  };
}

function figures(
  { given, used, revenueMinor, marginMinor }: Omit<Counted, "termsKey" | "terms">,
  money: (minor: number) => string,
) {
  const share = new Intl.NumberFormat("en", { style: "percent" }).format(used / Math.max(1, given));
  return {
    given,
    used,
    share: given < LEAST_FOR_SHARE ? "–" : share,
    revenue: used === 0 ? "–" : money(revenueMinor),
    margin: used === 0 ? "–" : money(marginMinor),
  };
}

async function mintingProblem(shopId: number, at: Date): Promise<string | null> {
  const { rows } = await pool.query<{ error: string }>({
    name: "offers-problem",
    text: `SELECT error FROM offers WHERE shop_id = $1 AND given_until > $2 AND error IS NOT NULL
      ORDER BY created_at DESC LIMIT 1`,
    values: [shopId, at],
  });
  return rows[0]?.error ?? null;
}
