import { z } from "zod";
import { pool } from "~/db.server";
import { accountOf, askSendgrid } from "./ask-sendgrid";
import { checkStanding } from "./sender-standing";

/** A row of DNS that proves that a domain lets SendGrid send for it. */
export interface DnsRecord {
  /** SendGrid's name of it: mail_cname, dkim1, … */
  readonly name: string;
  /** CNAME, TXT or MX. */
  readonly type: string;
  readonly host: string;
  readonly data: string;
  /** Null until it was looked for. */
  readonly isFound: boolean | null;
  /** Why it was not found, as SendGrid says it. */
  readonly reason: string | null;
}

export interface SenderDomain {
  readonly domain: string;
  readonly records: readonly DnsRecord[];
  readonly isValid: boolean;
  readonly checkedAt: Date | null;
}

export type DomainResult = { readonly ok: true } | { readonly ok: false; readonly problem: string };

const dnsRecord = z.object({ type: z.string(), host: z.string(), data: z.string(), valid: z.boolean() });
/** Of either kind that SendGrid has, with three rows or four: which they are does not matter to who pastes them. */
const authenticated = z.object({
  id: z.number().int(),
  domain: z.string(),
  valid: z.boolean(),
  dns: z.record(z.string(), dnsRecord),
});
const validation = z.object({
  valid: z.boolean(),
  validation_results: z.record(z.string(), z.object({ valid: z.boolean(), reason: z.string().nullish() })),
});
const storedRecords = z.array(
  z.object({
    name: z.string(),
    type: z.string(),
    host: z.string(),
    data: z.string(),
    isFound: z.boolean().nullable(),
    reason: z.string().nullable(),
  }),
);

/** Letters, digits and hyphens between dots, the last part no number: what can stand in DNS, in ASCII. */
const DOMAIN = /^(?=.{4,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]{0,61}[a-z0-9]$/;

/** The shop's domains, in the order of their names. */
export async function senderDomains(shopId: number): Promise<SenderDomain[]> {
  const { rows } = await pool.query<SenderDomain & { records: unknown }>(
    `SELECT domain, records, is_valid AS "isValid", checked_at AS "checkedAt" FROM sender_domains WHERE shop_id = $1
      ORDER BY domain LIMIT 20`,
    [shopId],
  );
  return rows.map((row) => ({ ...row, records: storedRecords.parse(row.records) }));
}

/** Has SendGrid authenticate a domain, or finds it there, and keeps the rows to paste. Again is harmless. */
export async function addDomain(shopId: number, typed: string): Promise<DomainResult> {
  const domain = domainIn(typed);
  if (!domain) return { ok: false, problem: "Enter a domain, for instance “lantern-lane.com”, without “https://”." };
  const account = await accountOf(shopId);
  if (!account.ok) return account;
  const query = new URLSearchParams({ domain, limit: "50" });
  const known = await askSendgrid(account.value, "GET", `/v3/whitelabel/domains?${query}`, z.array(authenticated));
  if (!known.ok) return forbidden(known);
  const there = known.value
    .filter((one) => one.domain.toLowerCase() === domain)
    .sort((a, b) => Number(b.valid) - Number(a.valid))[0];
  const made = there
    ? ({ ok: true, value: there } as const)
    : await askSendgrid(account.value, "POST", "/v3/whitelabel/domains", authenticated, {
        domain,
        automatic_security: true,
      });
  if (!made.ok) return forbidden(made);
  const { id, valid, dns } = made.value;
  const records: DnsRecord[] = Object.entries(dns).map(([name, row]) => ({
    name,
    type: row.type.toUpperCase(),
    host: row.host,
    data: row.data,
    isFound: row.valid || null,
    reason: null,
  }));
  await pool.query(
    `INSERT INTO sender_domains (shop_id, domain, domain_id, records, is_valid, checked_at) VALUES ($1, $2, $3, $4, $5, NULL)
      ON CONFLICT (shop_id, domain) DO UPDATE SET domain_id = excluded.domain_id, records = excluded.records,
        is_valid = excluded.is_valid, checked_at = NULL`,
    [shopId, domain, String(id), JSON.stringify(records), valid],
  );
  await checkStanding(shopId);
  return { ok: true };
}

/** Has SendGrid look for a domain's rows in DNS, and keeps what it found of each. */
export async function checkDomain(
  shopId: number,
  domain: string,
): Promise<DomainResult & { readonly isValid?: boolean }> {
  const { rows } = await pool.query<{ domainId: string; records: unknown }>(
    `SELECT domain_id AS "domainId", records FROM sender_domains WHERE shop_id = $1 AND domain = $2`,
    [shopId, domain],
  );
  const [known] = rows;
  if (!known) return { ok: false, problem: "There is no such domain any more." };
  const account = await accountOf(shopId);
  if (!account.ok) return account;
  const path = `/v3/whitelabel/domains/${encodeURIComponent(known.domainId)}/validate`;
  const checked = await askSendgrid(account.value, "POST", path, validation);
  if (!checked.ok) return forbidden(checked);
  const { valid: isValid, validation_results: results } = checked.value;
  const records = storedRecords.parse(known.records).map((record) => {
    const result = results[record.name];
    return result ? { ...record, isFound: result.valid, reason: result.reason ?? null } : record;
  });
  await pool.query(
    `UPDATE sender_domains SET records = $3, is_valid = $4, checked_at = clock_timestamp() WHERE shop_id = $1 AND domain = $2`,
    [shopId, domain, JSON.stringify(records), isValid],
  );
  await checkStanding(shopId);
  return { ok: true, isValid };
}

function domainIn(typed: string): string | null {
  const text = typed.trim().toLowerCase().replace(/\.$/, "");
  const host = URL.canParse(`https://${text}`) ? new URL(`https://${text}`).host : "";
  // Only a bare name: of an address with a path or a port nobody knows what was meant.
  const isBare = host !== "" && !/[/:@?#\s]/.test(text);
  return isBare && DOMAIN.test(host) ? host : null;
}

function forbidden({
  problem,
  isForbidden,
}: {
  readonly problem: string;
  readonly isForbidden: boolean;
}): DomainResult {
  return {
    ok: false,
    problem: isForbidden
      ? "This key may not set up domains. In SendGrid, under Settings > API Keys, give it Full Access to Sender Authentication."
      : problem,
  };
}
