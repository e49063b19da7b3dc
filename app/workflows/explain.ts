import { doneWords, failedWords } from "./explain-effect";
import { missingWords } from "./explain-mail";
import { offeredWords, offerReason } from "./explain-offer";
import { endedWords, heldBackWords, holdWords, productWords, settledWords, topicWords } from "./explain-sending";
import { askedWords, startWords, waitWords, wayWords } from "./explain-step";

/** A stored decision, as far as its sentence needs it. */
export interface ExplainedDecision {
  readonly outcome: string;
  readonly rule: string;
  readonly step: string | null;
  readonly values: Readonly<Record<string, unknown>>;
}

/** Renders an instant that a decision kept, for instance in the shop's zone. */
export type FormatTime = (time: Date) => string;

/**
 * A decision in a sentence that a merchant reads: what was decided and why, with the values that were
 * read at the time. An unknown rule is shown by its name rather than hidden.
 */
export function explain(decision: ExplainedDecision, formatTime: FormatTime): string {
  const { outcome, rule, values } = decision;
  const value = (key: string) => (values[key] == null ? "" : String(values[key]));
  const time = (key: string) => (values[key] == null ? "an unknown time" : formatTime(new Date(String(values[key]))));
  const why = reason(rule, value, time);
  switch (outcome) {
    case "started":
      return `Started: ${startWords(rule, value, time)}.`;
    case "restarted":
      return `Waiting started again: ${startWords(rule, value, time)}.`;
    case "not-started":
      return `Not started: ${why}.`;
    case "waiting":
      return waitWords(rule, value, time);
    case "branched":
      return wayWords(rule, value, (told) => reason(told, value, time));
    case "held-out":
      return "Not mailed on purpose: is in the group by which the effect is measured.";
    case "asked":
      return askedWords(rule, value);
    case "queued":
      return `Mail prepared; useful until ${time("usefulUntil")}.`;
    case "finished":
      return "Went through to the end.";
    case "ended":
      return `Ended: ${why}.`;
    case "done":
      return doneWords(rule, value);
    case "failed":
      return failedWords(rule, value);
    case "skipped":
      return `Left out: ${why}.`;
    case "sent":
      return settledWords(rule, value, time);
    case "offered":
      return offeredWords(value, time);
    case "without-offer":
      return `Without the offer: ${why}.`;
    case "not-sent":
      return `Not sent: ${why}.`;
    case "deferred":
      return `Put off: ${why}.`;
    case "refused":
      return `Not sent: SendGrid refused it (${value("reason") || "no reason given"}).`;
    case "unknown":
      return `Perhaps sent: SendGrid did not answer clearly (${value("reason") || "no answer"}). It is not sent again.`;
    default:
      return `${outcome}: ${why}.`;
  }
}

function reason(rule: string, value: (key: string) => string, time: (key: string) => string): string {
  switch (rule) {
    case "subscribed":
      return value("suppressed")
        ? suppressedText(value("suppressed"))
        : `did not agree to marketing mails (${consentText(value("consent"))})`;
    case "not-subscribed":
      return `did not agree to marketing mails (${consentText(value("consent"))})`;
    case "topic-off":
      return `chose to get no mails ${topicWords(value("topic"))}`;
    case "suppressed":
      return `${suppressedText(value("reason"))} since ${time("since")}`;
    case "heard-of-again":
      return "they were heard of again meanwhile";
    case "reachable":
    case "no-address":
      return "no e-mail address is known";
    case "address-problem":
      return `the address is not to be mailed (${addressText(value("problem"))})`;
    case "merged":
      return "another run of this workflow goes on, because two contacts turned out to be one person";
    case "contact-gone":
      return "the contact is no longer there";
    case "in-segment":
      return value("segment")
        ? `is not in the segment “${value("segment")}”`
        : "the segment it is for no longer exists";
    case "not-in-segment":
      return `is in the segment “${value("segment")}”`;
    case "stage":
    case "not-stage":
      return `is at the stage “${value("stage")}”`;
    case "profile":
    case "not-profile":
    case "field":
    case "not-field":
      return `${value("field")} is ${value("value") || "not known"}`;
    case "orders-count":
    case "not-orders-count":
      return `has ordered ${value("orders")} ${value("orders") === "1" ? "time" : "times"}`;
    case "about-product":
      return "it is about none of the chosen products";
    case "not-about-product":
      return `it is about “${value("product")}”`;
    case "outranked":
      return `“${value("by")}” speaks first about the same products`;
    case "unsubscribed":
      return `no longer agrees to marketing mails (${consentText(value("consent"))})`;
    case "order-cancelled":
      return `the order ${value("order")} was cancelled`;
    case "order-refunded":
      return `the order ${value("order")} was paid back`;
    case "exit-step":
      return "this way ends here";
    case "lasted-long-enough":
      return "it has lasted as long as it may";
    case "step-missing":
      return "the step is no longer there";
    case "left-out":
      return "the merchant left this mail out";
    case "online":
    case "online-checkout":
      return `it came from ${channelText(value("channel"))}, not from the online store`;
    case "something-in-it":
    case "something-in-checkout":
      return value("lines") === "0" ? "nothing is in it" : "there is no link to come back to it";
    case "not-ordered-since":
    case "ordered":
      return orderedText(value, time);
    case "checkout-completed":
      return `the checkout was completed at ${time("completedAt")}`;
    case "checkout-of-another":
      return "the shopper went on with another e-mail address";
    case "already-mailed":
    case "already-reminded":
      return "was already written to about this";
    case "already-started":
      return "has come into it before";
    case "older-news":
      return `older news of it (${time("occurredAt")}) arrived late`;
    case "workflow-off":
      return "the workflow was turned off";
    case "shop-uninstalled":
      return "the app was uninstalled";
    case "shop-not-opened":
      return "the app has not been opened in the store yet";
    case "sender-not-ready":
      return "the sender is not set up yet";
    case "too-late":
      return `it was useful only until ${time("usefulUntil")}${heldBackWords(value("heldBackBy"))}`;
    case "quiet-hours":
    case "workflow-paused":
    case "sending-window":
    case "workflow-cap":
    case "day-cap":
    case "week-cap":
    case "reminder-first":
    case "seldom-read":
    case "paused":
    case "chosen-cap":
      return holdWords(rule, value, time);
    case "offer-not-here":
    case "offer-likely-to-buy":
    case "offer-test":
    case "offer-cap-contact":
    case "offer-cap-month":
    case "offer-not-made":
    case "offer-being-made":
    case "market-prices":
      return offerReason(rule, value, time);
    case "run-ended":
      return endedWords(value("outcome"));
    case "sold-out":
    case "no-longer-cheaper":
      return productWords(rule, value);
    case "nothing-left-to-buy":
      return "nothing of what it is about is for sale any more";
    case "nothing-to-render":
      return missingWords(value("missing"));
    case "price-back-up":
      return `${value("title")} does not cost less any more (${value("now")}, before ${value("before")})`;
    case "counted-as-not-sent":
      return "SendGrid never said whether it had taken it, and you counted it as not sent";
    case "could-not-render":
      return "the mail could not be made";
    case "sendgrid-later":
      return `SendGrid asked to wait until ${time("until")}`;
    case "sendgrid-failing":
      return `SendGrid keeps failing (${value("said") || "no answer"}); tried again at ${time("until")}`;
    case "sandbox-mode":
      return "sandbox mode is on: SendGrid checked it and found nothing wrong, and nobody got it";
    case "worker-too-slow":
      return "there was no time left to send it safely; it is tried again";
    default:
      return rule.replaceAll("-", " ");
  }
}

/** Of a checkout that was paid we may hear before its order: then its name is not known yet. */
function orderedText(value: (key: string) => string, time: (key: string) => string): string {
  const name = value("order") ? ` ${value("order")}` : "";
  const when = value("placedAt") ? ` at ${time("placedAt")}` : "";
  const under = value("under") ? ` (${value("under")})` : "";
  return `ordered${name}${when}${under}`;
}

function suppressedText(reason: string): string {
  return reason === "sunset"
    ? "answered no mail for long, and gets no marketing mails"
    : `the address must not be mailed: ${reason}`;
}

function consentText(consent: string): string {
  switch (consent) {
    case "UNSUBSCRIBED":
      return "unsubscribed";
    case "PENDING":
      return "has not confirmed yet";
    case "NOT_SUBSCRIBED":
    case "":
      return "the box was not ticked";
    default:
      return consent.toLowerCase();
  }
}

function addressText(problem: string): string {
  switch (problem) {
    case "syntax":
      return "it is no e-mail address";
    case "no-domain-dot":
      return "its domain is not on the internet";
    case "typo":
      return "its domain looks mistyped";
    case "role":
      return "it belongs to a post, not to a person";
    case "disposable":
      return "it was made to be thrown away";
    default:
      return problem.replaceAll("-", " ");
  }
}

function channelText(channel: string): string {
  switch (channel) {
    case "pos":
      return "the point of sale";
    case "draft":
      return "a draft order";
    case "subscription":
      return "a subscription";
    case "b2b":
      return "a company's account";
    default:
      return "another channel";
  }
}
