import { type ConsentState, SET_IN_SHOPIFY } from "~/events/event";

/** What holds of a person's consent, since when, and by what. */
export interface ConsentNow {
  readonly state: ConsentState;
  readonly at: Date;
  /** In a merchant's words: "ticked the box at checkout". */
  readonly source: string;
}

/** A word about consent, as it was heard. */
export interface ConsentFact extends ConsentNow {
  /** What the person was asked, where it is known. */
  readonly wording: string | null;
  /** The address that it was said of; null when it was said of the person. */
  readonly email: string | null;
}

/** How far a state lets us mail; of two facts of one moment the stricter holds (DESIGN §3, rule 7). */
const strictness: Record<ConsentState, number> = {
  SUBSCRIBED: 0,
  PENDING: 1,
  NOT_SUBSCRIBED: 2,
  UNSUBSCRIBED: 3,
  INVALID: 4,
  REDACTED: 5,
};

/** Whether what is said replaces what is known: the newer, at one moment the stricter. */
export function holdsOver(said: ConsentNow, known: ConsentNow | null): boolean {
  return known === null || compareFacts(said, known) > 0;
}

/**
 * Whether Shopify only says again what holds already, as it does after each of our own writes and after a
 * ticked box. Its times have no milliseconds.
 */
export function isEcho(said: ConsentNow, known: ConsentNow | null): boolean {
  const second = (at: Date) => Math.floor(at.getTime() / 1_000);
  if (said.source !== SET_IN_SHOPIFY) return false;
  return known?.state === said.state && said.at <= known.at && second(known.at) === second(said.at);
}

/**
 * What holds of a person who has come together from several addresses, as if everything had been heard in
 * order. `addresses` says since when each is known to be theirs, `mailed` which one we would write to. What was
 * said of an address before that was said by another contact, as far as anybody knew: when the two became one,
 * the stricter of their states held. Silence is no word; but a yes that was said of one address is none for
 * another. From then on the newest word holds, whichever address it was said of. With one address the newest
 * word holds throughout.
 */
export function consentOf(
  facts: readonly ConsentFact[],
  addresses: ReadonlyMap<string, Date>,
  mailed: string | null,
): ConsentNow | null {
  const inOrder = [...facts].sort(compareFacts);
  if (addresses.size <= 1) return inOrder.at(-1) ?? null;
  const since = (fact: ConsentFact) => (fact.email === null ? null : (addresses.get(fact.email) ?? null));
  const isOfAnother = (fact: ConsentFact) => (since(fact)?.getTime() ?? 0) > fact.at.getTime();
  const joins = [...addresses].map(([email, at]) => ({ at, email })).sort(compareJoins);
  let person: ConsentNow | null = null;
  let next = 0;
  const joinUpTo = (moment: Date | null) => {
    for (; next < joins.length; next += 1) {
      const join = joins[next];
      if (!join || (moment && join.at > moment)) return;
      const last = inOrder.findLast((fact) => fact.email === join.email && isOfAnother(fact));
      if (last) person = person === null && join.email === mailed ? last : stricter(person, last);
    }
  };
  for (const fact of inOrder) {
    joinUpTo(fact.at);
    if (!isOfAnother(fact)) person = fact;
  }
  joinUpTo(null);
  return person;
}

function stricter(known: ConsentNow | null, other: ConsentNow): ConsentNow | null {
  const silence = strictness.NOT_SUBSCRIBED;
  return strictness[other.state] > (known ? strictness[known.state] : silence) ? other : known;
}

/** By time, then by strictness, then by source, so that no two orders of arrival differ. */
function compareFacts(one: ConsentNow, other: ConsentNow): number {
  return (
    one.at.getTime() - other.at.getTime() ||
    strictness[one.state] - strictness[other.state] ||
    compareText(one.source, other.source)
  );
}

function compareJoins(one: { at: Date; email: string }, other: { at: Date; email: string }): number {
  return one.at.getTime() - other.at.getTime() || compareText(one.email, other.email);
}

const compareText = (one: string, other: string) => (one < other ? -1 : one > other ? 1 : 0);
