import { POPULAR_DOMAINS, run as suggest } from "@zootools/email-spell-checker";
import { isDisposableEmailDomain } from "disposable-email-domains-js";
import { LRUCache } from "lru-cache";
import roleNames from "role-based-email-addresses";

/**
 * Why an address is kept but not mailed:
 * - `syntax`: no mail system takes it (RFC 5321, 4.1.2 and 4.5.3.1, without the quoted forms that nobody has);
 * - `no-domain-dot`: its domain cannot be on the internet;
 * - `typo`: a mistyped mailbox provider; the mail would bounce, or reach whoever bought the mistake;
 * - `role`: a post, not a person (info@, support@). Whoever ticked the box did not agree for the others who
 *   read it, and such addresses are where complaints and spam traps come from; so not even a tick opens them;
 * - `disposable`: made to be thrown away.
 */
export const addressProblems = ["syntax", "no-domain-dot", "typo", "role", "disposable"] as const;

export type AddressProblem = (typeof addressProblems)[number];

/** What is wrong with a normalised address (app/events/normalise-email.ts); null when it can be mailed. */
export function addressProblem(email: string): AddressProblem | null {
  const at = email.lastIndexOf("@");
  const [local, domain] = [email.slice(0, at), email.slice(at + 1)];
  if (at < 1 || !isLocalPart(local)) return "syntax";
  if (!domain.includes(".")) return "no-domain-dot";
  if (email.length > 254 || !isDomain(domain)) return "syntax";
  return domainProblem(domain) ?? (isRole(local, domain) ? "role" : null);
}

/** Both lists are walked from end to end, 0.5 ms a domain; and most people have one of few. */
const knownDomains = new LRUCache<string, { readonly problem: "typo" | "disposable" | null }>({ max: 10_000 });

function domainProblem(domain: string): "typo" | "disposable" | null {
  const known = knownDomains.get(domain);
  if (known) return known.problem;
  const problem = suggestionFor(`x@${domain}`) ? "typo" : isDisposable(domain) ? "disposable" : null;
  knownDomains.set(domain, { problem });
  return problem;
}

/** The address that was probably meant, when the domain is one slip away from a mailbox provider's; else null. */
export function suggestionFor(email: string): string | null {
  const suggestion = suggest({
    email,
    domains: mailboxProviders,
    // Only whole domains are compared: the library's guesses by parts take mailbox.org for a slip of mail.org.
    secondLevelDomains: [],
    topLevelDomains: [],
    domainThreshold: 1,
    distanceFunction: (written, meant) => (isOneSlipApart(written, meant) ? 1 : 2),
  });
  return suggestion?.full ?? null;
}

/** Where a mailbox is one person's. The library's list is short outside North America. */
const mailboxProviders = [
  ...POPULAR_DOMAINS,
  ...[
    "hotmail.com",
    "outlook.com",
    "yahoo.com",
    "live.com",
    "mail.com",
    "gmx.com",
    "gmx.de",
    "gmx.net",
    "gmx.at",
    "gmx.ch",
  ],
  ...["t-online.de", "freenet.de", "hotmail.de", "outlook.de", "yahoo.de", "posteo.de", "mailbox.org", "bluewin.ch"],
  ...[
    "hotmail.fr",
    "outlook.fr",
    "yahoo.fr",
    "orange.fr",
    "laposte.net",
    "wanadoo.fr",
    "hotmail.it",
    "libero.it",
    "yahoo.it",
  ],
  ...[
    "hotmail.es",
    "outlook.es",
    "yahoo.es",
    "hotmail.co.uk",
    "yahoo.co.uk",
    "live.co.uk",
    "yahoo.ca",
    "hotmail.nl",
    "ziggo.nl",
  ],
  ...[
    "yahoo.co.jp",
    "yahoo.com.au",
    "bigpond.com",
    "yahoo.com.br",
    "hotmail.com.br",
    "uol.com.br",
    "fastmail.com",
    "pm.me",
  ],
];
const personalDomains = new Set(mailboxProviders);

/**
 * Whether one slip of the finger leads from one domain to the other: a letter too many, too few, another,
 * or two swapped (Damerau 1964: 80 % of typing errors). Short names are never compared, because their neighbours are
 * real, and a first letter is never another or missing: email.com, ymail.com and cloud.com are no slips.
 */
function isOneSlipApart(written: string, meant: string): boolean {
  if (meant.indexOf(".") < 5 || written === meant) return false;
  let start = 0;
  while (start < written.length && written[start] === meant[start]) start += 1;
  let end = 0;
  const shorter = Math.min(written.length, meant.length);
  while (end < shorter - start && written.at(-1 - end) === meant.at(-1 - end)) end += 1;
  const [wrong, right] = [written.slice(start, written.length - end), meant.slice(start, meant.length - end)];
  if (wrong.length === 2 && right.length === 2) return wrong[0] === right[1] && wrong[1] === right[0];
  return start > 0 && wrong.length <= 1 && right.length <= 1;
}

const atom = /^[a-z0-9!#$%&'*+/=?^_`{|}~-]+(\.[a-z0-9!#$%&'*+/=?^_`{|}~-]+)*$/;
const label = /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/;

/** RFC 6531 allows letters of every script before the @. */
function isLocalPart(local: string): boolean {
  return local.length <= 64 && atom.test(local.replace(/[\u0080-\u{10ffff}]/gu, "x"));
}

function isDomain(domain: string): boolean {
  const labels = domain.split(".");
  return labels.every((part) => label.test(part)) && !/^\d+$/.test(labels.at(-1) ?? "");
}

/** Providers of throw-away mailboxes take mail for every name under their own. */
function isDisposable(domain: string): boolean {
  const labels = domain.split(".");
  return labels.slice(0, -1).some((_, index) => isDisposableEmailDomain(labels.slice(index).join(".")));
}

const roles = new Set<string>(roleNames);
/** In the library's list because teams are called so; as often they are what a person, or a family, is called. */
const alsoNames = [
  ...[
    "alexa",
    "alla",
    "berlin",
    "boston",
    "denver",
    "family",
    "gardner",
    "india",
    "paris",
    "prime",
    "sydney",
    "us",
    "women",
  ],
  ...[
    "la",
    "lt",
    "md",
    "mt",
    "se",
    "ta",
    "uk",
    "ux",
    "it",
    "ir",
    "cm",
    "pm",
    "pd",
    "ca",
    "bd",
    "cs",
    "gm",
    "mail",
    "email",
    "home",
  ],
];
for (const name of alsoNames) roles.delete(name);

/** At a mailbox provider even "office@" is somebody's own choice of a name. */
function isRole(local: string, domain: string): boolean {
  const [name = local] = local.split("+");
  return roles.has(name) && !personalDomains.has(domain);
}
