import type { Shop } from "@prisma/client";
import { type Fallback, localeOf, zoneOf } from "~/contacts/fallbacks";
import { keptThresholds } from "~/contacts/kept-thresholds";
import { type ContactTotals, stages } from "~/contacts/lifecycle";
import { pool } from "~/db.server";
import { formatMoney } from "~/events/money";
import { tellProblem } from "./address-words";
import { consentWriteNote } from "./consent-write-note";
import { consentTitle } from "./event-words";
import { stageReason, stageTitles } from "./stage-words";

export interface ContactProfile {
  readonly name: string;
  readonly email: string | null;
  /** Why the address is not mailed, and which was probably meant; null when nothing is wrong with it. */
  readonly problem: { readonly title: string; readonly suggestion: string | null } | null;
  readonly consent: string;
  readonly consentAt: Date | null;
  readonly consentSource: string | null;
  /** What keeps Shopify from saying the same; null when it does. */
  readonly consentNote: string | null;
  /** "Berlin, Germany"; null where nothing is known. */
  readonly place: string | null;
  /** In a merchant's words, with where it comes from. */
  readonly language: { readonly name: string; readonly from: Fallback["from"] };
  readonly zone: { readonly name: string; readonly from: Fallback["from"] };
  readonly tags: readonly string[];
  readonly orders: { readonly count: number; readonly spent: string; readonly lastAt: Date | null };
  readonly stage: { readonly title: string; readonly reason: string };
  readonly knownSince: Date;
  readonly isCustomer: boolean;
  /** The contact that this one turned out to be; null for nearly everybody. */
  readonly mergedInto: string | null;
  readonly suppressions: readonly { reason: string; since: Date }[];
}

interface ProfileRow extends ContactTotals {
  readonly firstName: string | null;
  readonly lastName: string | null;
  readonly email: string | null;
  readonly addressProblem: string | null;
  readonly consent: string;
  readonly consentAt: Date | null;
  readonly consentSource: string | null;
  readonly city: string | null;
  readonly region: string | null;
  readonly country: string | null;
  readonly locale: string | null;
  readonly timezone: string | null;
  readonly tags: readonly string[];
  readonly knownSince: Date;
  readonly isCustomer: boolean;
  readonly mergedInto: string | null;
  readonly stage: string;
}

/** Who a contact is and where they stand at `at`; null when the shop has no such contact. */
export async function contactProfile(shop: Shop, contactId: string, at: Date): Promise<ContactProfile | null> {
  const { rows } = await pool.query<ProfileRow>(
    `SELECT first_name AS "firstName", last_name AS "lastName", email, address_problem AS "addressProblem", consent,
       consent_at AS "consentAt", consent_source AS "consentSource", city, region, country, locale, timezone, tags,
       orders_count AS "ordersCount", spent_minor AS "spentMinor", first_order_at AS "firstOrderAt",
       last_order_at AS "lastOrderAt", created_at AS "knownSince", customer_id IS NOT NULL AS "isCustomer",
       merged_into AS "mergedInto", stage
     FROM contacts WHERE shop_id = $1 AND contact_id = $2`,
    [shop.shopId, contactId],
  );
  const [row] = rows;
  if (!row) return null;
  const { email, consentAt, consentSource, tags, knownSince, isCustomer, mergedInto } = row;
  const suppressions = await pool.query<{ reason: string; since: Date }>(
    `SELECT reason, since FROM suppressions WHERE shop_id = $1 AND email = $2 ORDER BY since`,
    [shop.shopId, email],
  );
  const locale = localeOf(row.locale, shop.locale);
  const zone = zoneOf(row, shop.timezone);
  return {
    ...{ email, consentAt, consentSource, tags, knownSince, isCustomer, mergedInto },
    name: contactName(row.firstName, row.lastName, email),
    problem: row.addressProblem ? tellProblem(row.addressProblem, email) : null,
    consent: consentTitle(row.consent),
    consentNote: await consentWriteNote(shop.shopId, contactId),
    place: [row.city, row.country && nameOf("region", row.country)].filter(Boolean).join(", ") || null,
    language: { name: nameOf("language", locale.value), from: locale.from },
    zone: { name: zone.value.replaceAll("_", " "), from: zone.from },
    orders: {
      count: row.ordersCount,
      spent: formatMoney(row.spentMinor, shop.currency, "en"),
      lastAt: row.lastOrderAt,
    },
    stage: stageNow(shop, row, at),
    suppressions: suppressions.rows,
  };
}

/** What to call a contact: the name, else the address. */
export function contactName(firstName: string | null, lastName: string | null, email: string | null): string {
  return [firstName, lastName].filter(Boolean).join(" ") || email || "Someone unnamed";
}

/** The stage that lists, segments and counts know too: last night's, or that of the last order since. */
function stageNow(shop: Shop, row: ProfileRow, at: Date): ContactProfile["stage"] {
  const stage = stages.find((one) => one === row.stage) ?? "prospect";
  return { title: stageTitles[stage], reason: stageReason(stage, row, keptThresholds(shop), at) };
}

/** "DE" is "Germany", "de-AT" "Austrian German"; a code that Intl does not know stays as it is. */
function nameOf(type: "region" | "language", code: string): string {
  try {
    return new Intl.DisplayNames("en", { type }).of(code) ?? code;
  } catch (error) {
    if (error instanceof RangeError) return code;
    throw error;
  }
}
