import { getTimezonesForCountry } from "countries-and-timezones";
import { regionZones } from "./region-zones";

/**
 * What stands in for what a person never told (DESIGN §3, rule 12):
 * - name: mails greet with "there" (app/content/mail-view.ts);
 * - zone: the browser's, else the address's, else the shop's;
 * - language: the shop's.
 */
export interface Fallback {
  /** IANA zone or BCP 47 language. */
  readonly value: string;
  readonly from: "browser" | "address" | "profile" | "shop";
}

/** What is known of where a person is. `timezone` is what their browser said. */
export interface Whereabouts {
  readonly timezone: string | null;
  /** ISO 3166-1 alpha-2. */
  readonly country: string | null;
  /** ISO 3166-2 without the country: "BE" in "CA-BE". */
  readonly region: string | null;
}

/** The zone that a person lives by, and how we know. */
export function zoneOf({ timezone, country, region }: Whereabouts, shopTimezone: string): Fallback {
  if (timezone && isZone(timezone)) return { value: timezone, from: "browser" };
  const zone = country && zoneOfAddress(country.toUpperCase(), region?.toUpperCase() ?? null);
  return zone ? { value: zone, from: "address" } : { value: shopTimezone, from: "shop" };
}

/** The language that a person reads, and how we know. */
export function localeOf(locale: string | null, shopLocale: string): Fallback {
  return locale ? { value: locale, from: "profile" } : { value: shopLocale, from: "shop" };
}

/**
 * The zone of an address; null where it is ambiguous. A country whose clocks always agree is one zone;
 * in another the region decides, if all but a few small places of it live by one clock.
 */
function zoneOfAddress(country: string, region: string | null): string | null {
  const byRegion = region && regionZones[country]?.[region];
  if (byRegion) return byRegion;
  const zones = getTimezonesForCountry(country) ?? [];
  const clocks = new Set(zones.map(({ utcOffset, dstOffset }) => `${utcOffset}/${dstOffset}`));
  return clocks.size === 1 ? (zones[0]?.name ?? null) : null;
}

function isZone(timezone: string): boolean {
  try {
    return new Intl.DateTimeFormat("en", { timeZone: timezone }).resolvedOptions().timeZone !== "";
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}
