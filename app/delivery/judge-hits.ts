import { TRAP } from "./link-hits";
import { scannerName } from "./scanner-agents";

/** A request for one of a message's links. */
export interface Hit {
  readonly hitId: string;
  readonly link: number;
  readonly method: string;
  readonly agent: string;
  readonly at: Date;
}

/** What is known of the message whose links they are. */
export interface HitMail {
  /** How many links it has. */
  readonly links: number;
  /** When SendGrid says that it was delivered, in whole seconds; else when it left us; null: not known. */
  readonly arrivedAt: Date | null;
}

/** `why` a machine, in a merchant's words, to follow "Not counted:"; null for a person. */
export interface Judgement {
  readonly hitId: string;
  readonly why: string | null;
}

/** Hits that follow each other so quickly are one visit: whoever made one made all. */
const VISIT_GAP_MS = 2_000;
/** So soon after its arrival nobody has found, opened and read a mail; gateways look just then. */
const UNREAD_MS = 5_000;
/** A scanner that was caught is known again by its exact name for so long. */
const KNOWN_AGAIN_MS = 60_000;

/**
 * Whether a person or a machine made each of a message's hits. Pure. The rule, the surest first:
 *
 * - A visit (hits no more than 2 s apart) is a machine's if it follows the link that no reader sees, or three different
 *   links within 2 s, or all links of the mail: of two or three within 1 s, of more within the visit.
 * - A hit alone is a machine's if it asks for the head only, or names no program or one that is known to scan, or comes
 *   before the mail has arrived or within 5 s of it; or if a program of exactly the same name gave itself away, by the
 *   hidden link within a minute or by asking for the head within the same visit.
 * - Everything else is a person's.
 *
 * A person is missed who clicks within 5 s of the arrival, within 2 s of a scanner's visit, or on three links within
 * 2 s. A machine is taken for a person if it comes later than that under a browser's name and follows one link or two,
 * none of them the hidden one.
 */
export function judgeHits(mail: HitMail, hits: readonly Hit[]): Judgement[] {
  const inOrder = hits.toSorted((one, other) => one.at.getTime() - other.at.getTime());
  const trapped = inOrder.filter(({ link }) => link === TRAP);
  return visitsOf(inOrder).flatMap((visit) => {
    const ofVisit = visitWhy(visit, mail);
    return visit.map((hit) => ({ hitId: hit.hitId, why: ofVisit ?? hitWhy(hit, visit, trapped, mail) }));
  });
}

function visitsOf(inOrder: readonly Hit[]): Hit[][] {
  const visits: Hit[][] = [];
  let last = Number.NEGATIVE_INFINITY;
  for (const hit of inOrder) {
    const at = hit.at.getTime();
    if (at - last <= VISIT_GAP_MS) visits.at(-1)?.push(hit);
    else visits.push([hit]);
    last = at;
  }
  return visits;
}

function visitWhy(visit: readonly Hit[], { links }: HitMail): string | null {
  if (visit.some(({ link }) => link === TRAP)) return "the hidden link was followed too, which no reader sees";
  const several = mostLinksWithin(visit, VISIT_GAP_MS);
  if (several >= 3) return `${several} different links were followed within 2 seconds`;
  if (links >= 2 && mostLinksWithin(visit, 1_000) >= links) return "all its links were followed at once";
  if (links >= 4 && linksOf(visit).size >= links) return "all its links were followed one after the other";
  return null;
}

const linksOf = (hits: readonly Hit[]): ReadonlySet<number> => new Set(hits.map(({ link }) => link));

/** The most different links that were followed within some stretch of `ms`. */
function mostLinksWithin(visit: readonly Hit[], ms: number): number {
  const counts = visit.map((first, index) => {
    const end = first.at.getTime() + ms;
    return linksOf(visit.slice(index).filter(({ at }) => at.getTime() <= end)).size;
  });
  return Math.max(0, ...counts);
}

function hitWhy(hit: Hit, visit: readonly Hit[], trapped: readonly Hit[], { arrivedAt }: HitMail): string | null {
  if (hit.method === "HEAD") return "only the link’s head was asked for, as scanners do";
  if (hit.agent.trim() === "") return "the program that followed it did not say what it is";
  const scanner = scannerName(hit.agent);
  if (scanner !== null) return `the program calls itself ${scanner}`;
  const since = arrivedAt === null ? Number.POSITIVE_INFINITY : hit.at.getTime() - arrivedAt.getTime();
  if (since < 0) return "it was followed before the mail had arrived";
  if (since < UNREAD_MS) return "it was followed within 5 seconds of the mail’s arrival";
  const isKnownAgain = trapped.some(
    ({ agent, at }) => agent === hit.agent && Math.abs(at.getTime() - hit.at.getTime()) <= KNOWN_AGAIN_MS,
  );
  if (isKnownAgain) return "the same program had followed the hidden link, which no reader sees";
  return visit.some(({ method, agent }) => method === "HEAD" && agent === hit.agent)
    ? "the same program had asked for the link’s head, as scanners do"
    : null;
}
