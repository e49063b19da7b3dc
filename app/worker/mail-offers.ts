import type { PoolClient } from "pg";
import type { MailNote, Prepared } from "~/delivery/message";
import { codesOf, type GivenCode, lockOffers, type OpenOffer, takeCodes } from "~/offers/give-codes";
import { loadOfferRules, type OfferRules } from "~/offers/offer-rules";
import { type OfferTerms, termsKey, termsOf } from "~/offers/offer-terms";
import { isWithoutCodes } from "~/offers/offer-test";
import { isLostOnLikely, loadOfferTest, type OfferTrial, storeTrials } from "~/offers/offer-trials";
import { buysAnyway, isLikelyToBuy, isOfferedIn, type WithoutOffer, withoutOffer } from "~/offers/offer-verdict";
import type { MailStep, UniqueIncentive } from "~/workflows/definition";
import type { MailShop } from "./load-mail-shop";
import type { MailToMake } from "./load-mail-steps";
import { type LoadedOfferFacts, loadOfferFacts } from "./load-offer-facts";

/** What a mail offers: a code, none, or none yet. */
export type MailOffer =
  | { readonly kind: "shared"; readonly code: string; readonly offer: string }
  | {
      readonly kind: "unique";
      readonly terms: OfferTerms;
      readonly given: GivenCode;
      readonly notes: readonly MailNote[];
    }
  | { readonly kind: "none"; readonly notes: readonly MailNote[] }
  | Extract<Prepared, { kind: "wait" }>;

/** A mail with a personal offer. */
interface Asking {
  readonly mail: MailToMake;
  readonly incentive: UniqueIncentive;
  readonly terms: OfferTerms;
}

/** How long mails wait for the first codes, looked at each minute, before that counts as a failure. */
const MOST_PATIENCE_MS = 10 * 60_000;
const LOOK_AGAIN_MS = 60_000;
/** How often a mail that waits for its offer is looked at while Shopify makes none. */
const LATER_MS = 15 * 60_000;

/**
 * What each of these mails offers, by message id; a mail without any is left out. Personal codes are given here, in the
 * transaction in which the mail leaves. The caller has locked the mails' contacts, so that nobody's cap is passed.
 */
export async function mailOffers(
  sql: PoolClient,
  shop: MailShop,
  mails: readonly MailToMake[],
  at: Date,
): Promise<Map<string, MailOffer>> {
  const offers = new Map<string, MailOffer>();
  const asking: Asking[] = [];
  for (const mail of mails) {
    const { message, step, run } = mail;
    const { incentive } = step;
    if (!incentive || message.class !== "marketing") continue;
    if (incentive.kind === "unique") asking.push({ mail, incentive, terms: termsOf(incentive, shop.currency) });
    else offers.set(message.messageId, sharedOffer(incentive, run));
  }
  if (asking.length > 0) {
    for (const [messageId, offer] of await personalOffers(sql, shop, asking, at)) offers.set(messageId, offer);
  }
  return offers;
}

type SharedIncentive = Exclude<NonNullable<MailStep["incentive"]>, UniqueIncentive>;

function sharedOffer({ code, offer, onlyIn }: SharedIncentive, where: MailToMake["run"]): MailOffer {
  return isOfferedIn(onlyIn, where)
    ? { kind: "shared", code, offer }
    : withoutNote({ rule: "offer-not-here", values: { country: where.country } });
}

async function personalOffers(
  sql: PoolClient,
  shop: MailShop,
  asking: readonly Asking[],
  at: Date,
): Promise<Map<string, MailOffer>> {
  const { shopId, timezone } = shop;
  const offers = new Map<string, MailOffer>();
  const ids = asking.map(({ mail }) => mail.message.messageId);
  const own = await codesOf(sql, shopId, ids, at);
  for (const { mail, terms } of asking) {
    const given = own.get(mail.message.messageId);
    if (given) offers.set(mail.message.messageId, withCode(terms, given));
  }
  const without = asking.filter(({ mail }) => !own.has(mail.message.messageId));
  if (without.length === 0) return offers;

  // Before anything is counted: what is counted then stays so until the codes are given.
  const open = await lockOffers(
    sql,
    shopId,
    without.map(({ terms }) => terms),
    timezone,
    at,
  );
  const rules = await loadOfferRules(sql, shopId);
  const contactIds = [...new Set(without.map(({ mail }) => mail.run.contactId))];
  const facts = await loadOfferFacts(sql, shop, contactIds, rules, at);
  const isLost = rules.testPercent > 0 && isLostOnLikely(await loadOfferTest(sql, shopId));
  const { allowed, refused, trials } = decide(without, rules, facts, isLost, at);
  for (const [messageId, reason] of refused) offers.set(messageId, withoutNote(reason));
  await storeTrials(sql, shopId, trials, at);
  for (const [key, same] of Map.groupBy(allowed, ({ terms }) => termsKey(terms))) {
    const offer = open.get(key);
    if (!offer) throw new Error(`The offer ${key} of shop ${shopId} was opened and is not there.`);
    const taken = await takeCodes(
      sql,
      shopId,
      offer,
      same.map(({ mail }) => mail.message.messageId),
      at,
    );
    for (const one of same) {
      const code = taken.get(one.mail.message.messageId);
      offers.set(
        one.mail.message.messageId,
        code === undefined ? noCodeYet(one, offer, at) : withCode(one.terms, { code, endsAt: offer.endsAt }),
      );
    }
  }
  return offers;
}

/** Who gets a code, who gets none and why, and what of it a test will count. `isLost`: codes to the likely cost more than they bring. */
function decide(asking: readonly Asking[], rules: OfferRules, facts: LoadedOfferFacts, isLost: boolean, at: Date) {
  const allowed: Asking[] = [];
  const refused = new Map<string, WithoutOffer>();
  const trials: OfferTrial[] = [];
  const counted = new Map<string, number>();
  for (const one of asking) {
    const { messageId, contactId } = one.mail.message;
    const givenNow = { contact: counted.get(contactId) ?? 0, shop: allowed.length };
    const reason = verdictOf(one, rules, facts, givenNow, isLost, at);
    const isTested = rules.testPercent > 0 && (reason === null || reason.rule === "offer-test");
    if (isTested) {
      trials.push({ messageId, contactId, isLikely: isLikely(contactId, rules, facts, at), hasCode: reason === null });
    }
    if (reason) {
      refused.set(messageId, reason);
      continue;
    }
    counted.set(contactId, givenNow.contact + 1);
    allowed.push(one);
  }
  return { allowed, refused, trials };
}

function verdictOf(
  { mail: { run }, incentive }: Asking,
  rules: OfferRules,
  facts: LoadedOfferFacts,
  givenNow: { readonly contact: number; readonly shop: number },
  isLost: boolean,
  at: Date,
): WithoutOffer | null {
  const { country, region, contactId } = run;
  const theirs = facts.signs.get(contactId);
  const byRule = theirs ? buysAnyway(rules, theirs, at) : null;
  const byTest = isLost && isLikely(contactId, rules, facts, at) ? { test: "costs" } : null;
  const given = {
    country,
    region,
    givenLately: (facts.givenLately.get(contactId) ?? 0) + givenNow.contact,
    givenThisMonth: facts.givenThisMonth + givenNow.shop,
    buysAnyway: byRule ?? byTest,
  };
  const reason = withoutOffer(rules, given, incentive.onlyIn);
  if (reason || !isWithoutCodes(contactId, rules.testPercent)) return reason;
  return { rule: "offer-test", values: { percent: rules.testPercent } };
}

function isLikely(contactId: string, rules: OfferRules, { signs }: LoadedOfferFacts, at: Date): boolean {
  const theirs = signs.get(contactId);
  return theirs !== undefined && isLikelyToBuy(rules, theirs, at);
}

/** Codes are being made, or Shopify makes none: then the step says what is to be done. */
function noCodeYet({ incentive }: Asking, { error, wantedAt }: OpenOffer, at: Date): MailOffer {
  const isSlow = wantedAt !== null && at.getTime() - wantedAt.getTime() > MOST_PATIENCE_MS;
  const problem = error ?? (isSlow ? "Shopify has not answered for long" : null);
  const wait = (rule: string, ms: number, values: MailNote["values"]): MailOffer => ({
    kind: "wait",
    rule,
    until: new Date(at.getTime() + ms),
    values,
  });
  if (problem === null) return wait("offer-being-made", LOOK_AGAIN_MS, {});
  if (incentive.whenMintFails === "defer") return wait("offer-not-made", LATER_MS, { problem });
  return { kind: "none", notes: [{ outcome: "without-offer", rule: "offer-not-made", values: { problem } }] };
}

const withoutNote = ({ rule, values }: WithoutOffer): MailOffer => ({
  kind: "none",
  notes: [{ outcome: "without-offer", rule, values }],
});

const withCode = (terms: OfferTerms, given: GivenCode): MailOffer => ({
  kind: "unique",
  terms,
  given,
  notes: [
    { outcome: "offered", rule: "personal-code", values: { code: given.code, endsAt: given.endsAt.toISOString() } },
  ],
});
