import { domainToASCII } from "node:url";

/**
 * The one form in which an address is compared: trimmed, lower-case, its domain in ASCII. No tricks
 * with dots or plus signs: they mean different mailboxes at most providers. Null for what is no address.
 */
export function normaliseEmail(address: string | null | undefined): string | null {
  const trimmed = address?.trim().toLowerCase();
  if (!trimmed || trimmed.length > 254 || /[\s<>",;]/.test(trimmed)) return null;
  const at = trimmed.lastIndexOf("@");
  if (at < 1) return null;
  const domain = domainToASCII(trimmed.slice(at + 1));
  return domain.includes(".") ? `${trimmed.slice(0, at)}@${domain}` : null;
}

/**
 * The address as a store tells it of a customer: normalised, or, where it cannot work, at least in one form, so
 * that it is kept and flagged with the reason (app/contacts/address-quality.ts). Null for what names nobody.
 */
export function emailAsTold(address: string | null | undefined): string | null {
  const told = (address ?? "")
    .replace(/[\s\p{Cc}]+/gu, " ")
    .trim()
    .toLowerCase();
  const namesSomebody = told.length <= 254 && /^[^@].*@.*[^@]$/.test(told);
  return normaliseEmail(told) ?? (namesSomebody ? told : null);
}
