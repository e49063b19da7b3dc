import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const rows = ["mail_cname", "dkim1", "dkim2"] as const;
export type DnsRow = (typeof rows)[number];

/** An authenticated domain of the account: what SendGrid's AuthenticatedDomain says of it. */
export interface SenderDomain {
  readonly id: number;
  readonly domain: string;
  readonly subdomain: string;
  /** How often its rows were looked for in DNS. */
  readonly looks: number;
}

export interface SenderDomains {
  all(): readonly SenderDomain[];
  find(id: number): SenderDomain | undefined;
  add(domain: string, subdomain?: string): SenderDomain;
  /** Looks for its rows in DNS once more. */
  look(id: number): SenderDomain | undefined;
}

/** The account's domains. With a folder they outlive the process. */
export function createSenderDomains(folder: string | null): SenderDomains {
  const file = folder === null ? null : join(folder, "sender-domains.json");
  if (folder !== null) mkdirSync(folder, { recursive: true });
  const domains = new Map((file === null ? [] : readDomains(file)).map((domain) => [domain.id, domain]));

  const put = (domain: SenderDomain) => {
    domains.set(domain.id, domain);
    if (file !== null) writeFileSync(file, JSON.stringify([...domains.values()]));
    return domain;
  };

  return {
    all: () => [...domains.values()],
    find: (id) => domains.get(id),
    add: (domain, subdomain) =>
      put({ id: 302_183 + domains.size, domain, subdomain: subdomain ?? `em${4_100 + domains.size}`, looks: 0 }),
    look(id) {
      const known = domains.get(id);
      return known && put({ ...known, looks: known.looks + 1 });
    },
  };
}

/** DNS as it is: at the first look the last row has not got about yet, from the second on all are found. */
export function isFound({ looks }: SenderDomain, row: DnsRow): boolean {
  return looks > 1 || (looks === 1 && row !== "dkim2");
}

export function isValid(domain: SenderDomain): boolean {
  return rows.every((row) => isFound(domain, row));
}

/** The row of DNS that has to be there: its host, and what it points to. */
export function dnsOf(
  { domain, subdomain }: SenderDomain,
  row: DnsRow,
): { readonly host: string; readonly data: string } {
  const number = row === "dkim1" ? 1 : 2;
  return row === "mail_cname"
    ? { host: `${subdomain}.${domain}`, data: "u1446226.wl.sendgrid.net" }
    : { host: `s${number}._domainkey.${domain}`, data: `s${number}.domainkey.u1446226.wl.sendgrid.net` };
}

/** One thing for each row of DNS. */
export function forRows<T>(one: (row: DnsRow) => T): Readonly<Record<DnsRow, T>> {
  return { mail_cname: one("mail_cname"), dkim1: one("dkim1"), dkim2: one("dkim2") };
}

function readDomains(file: string): SenderDomain[] {
  try {
    return JSON.parse(readFileSync(file, "utf8")) as SenderDomain[];
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return [];
    throw error;
  }
}
