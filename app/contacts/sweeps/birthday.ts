import { DateTime } from "luxon";
import type { FlatFields } from "~/events/event";

/** The custom fields in which a birthday may be told, as YYYY-MM-DD or MM-DD; the former goes first. */
export const birthdayText = (contact: string) =>
  `coalesce(${contact}.custom->>'birthday', ${contact}.custom->>'date_of_birth')`;

/** The last five letters that the birthdays of a day ("2026-11-23") have. */
export function birthdaysOf(day: string): string[] {
  return day.endsWith("-02-28") && !DateTime.fromISO(day).isInLeapYear ? ["02-28", "02-29"] : [day.slice(-5)];
}

/**
 * Whether a day ("2026-11-23") is somebody's birthday by their custom fields, and how old they become; null where the
 * year of birth is not told. Who was born on 29 February has their birthday on the 28th in years without that day. False
 * for text that is no date, and for the day of birth itself and those before it.
 */
export function birthdayOn(custom: FlatFields, day: string): false | { readonly years: number | null } {
  const text = String(custom.birthday ?? custom.date_of_birth ?? "");
  const [, year, date] = /^(?:(\d{4})-)?(\d\d-\d\d)$/.exec(text) ?? [];
  // A year that has a 29 February, where none is told.
  if (date === undefined || !DateTime.fromISO(`${year ?? "2000"}-${date}`).isValid) return false;
  if (!birthdaysOf(day).includes(date)) return false;
  if (year === undefined) return { years: null };
  const years = Number(day.slice(0, 4)) - Number(year);
  return years > 0 && { years };
}
