import { DateTime } from "luxon";
import type { RowFault } from "~/csv-header";
import { normaliseEmail } from "~/events/normalise-email";

/** The columns that a file of contacts may have; `email` it must have. */
export const contactColumns = [
  "email",
  "first_name",
  "last_name",
  "consent",
  "consent_at",
  "country",
  "region",
  "city",
  "language",
  "tags",
] as const;

export type ContactColumn = (typeof contactColumns)[number];

/** A person as a row tells of them; what the row leaves empty it does not speak of. */
export interface ImportedPerson {
  readonly email: string;
  readonly firstName: string | null;
  readonly lastName: string | null;
  readonly country: string | null;
  readonly region: string | null;
  readonly city: string | null;
  readonly locale: string | null;
  readonly tags: readonly string[];
  readonly consent: "SUBSCRIBED" | "UNSUBSCRIBED" | null;
  readonly consentAt: Date | null;
}

export type ReadRow<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly faults: RowFault[] };

const MOST_CELL = 255;

/** Reads a row's cells. Times without a zone are in `zone`; none may lie after `at`. */
export function readContactRow(
  cell: (column: ContactColumn) => string,
  zone: string,
  at: Date,
): ReadRow<ImportedPerson> {
  const faults: RowFault[] = [];
  const fault = (column: ContactColumn, problem: string) => void faults.push({ column, problem });
  const text = (column: ContactColumn) => {
    const value = cell(column);
    if (value.includes("\0")) fault(column, "holds a character that cannot be kept");
    else if (value.length > MOST_CELL) fault(column, `is longer than ${MOST_CELL} characters`);
    return value || null;
  };
  const email = normaliseEmail(text("email"));
  if (email === null) fault("email", cell("email") === "" ? "is empty" : "is not an e-mail address");
  const country = text("country")?.toUpperCase() ?? null;
  if (country !== null && !/^[A-Z]{2}$/.test(country)) fault("country", "is not a country's two letters, such as DE");
  const locale = text("language");
  if (locale !== null && !/^[A-Za-z]{2,3}([-_][A-Za-z0-9]{2,8})*$/.test(locale)) {
    fault("language", "is not a language such as de or pt-BR");
  }
  const consentAt = readTime(cell("consent_at"), zone);
  if (consentAt === undefined) fault("consent_at", "is not a time such as 2026-11-23 or 2026-11-23 14:05");
  else if (consentAt && consentAt > at) fault("consent_at", "lies in the future");
  const consent = readConsent(cell("consent"));
  if (consent === undefined) fault("consent", "is neither subscribed nor unsubscribed");
  const person = {
    firstName: text("first_name"),
    lastName: text("last_name"),
    country,
    region: text("region"),
    city: text("city"),
    locale: locale?.replaceAll("_", "-") ?? null,
    tags: (text("tags") ?? "").split(",").flatMap((tag) => tag.trim() || []),
  };
  return email === null || consent === undefined || consentAt === undefined || faults.length > 0
    ? { ok: false, faults }
    : { ok: true, value: { ...person, email, consent, consentAt } };
}

/** The moment that a cell names; null when it is empty, undefined when it names none. */
export function readTime(cell: string, zone: string): Date | null | undefined {
  if (cell === "") return null;
  const time = DateTime.fromISO(cell.replace(" ", "T"), { zone });
  return time.isValid ? time.toJSDate() : undefined;
}

/** What a cell says of consent; null when it says nothing of either, undefined when it is no such word. */
function readConsent(cell: string): ImportedPerson["consent"] | undefined {
  switch (cell.toLowerCase()) {
    case "subscribed":
      return "SUBSCRIBED";
    case "unsubscribed":
      return "UNSUBSCRIBED";
    // Words of our own export, by which nobody agreed or took it back.
    case "":
    case "not_subscribed":
    case "pending":
      return null;
    default:
      return undefined;
  }
}
