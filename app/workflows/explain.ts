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
      return `Started: began checkout at ${time("occurredAt")}.`;
    case "restarted":
      return `Waiting started again: was in the checkout at ${time("occurredAt")}.`;
    case "not-started":
      return `Not started: ${why}.`;
    case "waiting":
      return `Waits ${value("for")}, until ${time("until")}.`;
    case "queued":
      return `Mail prepared; useful until ${time("usefulUntil")}.`;
    case "finished":
      return "Went through to the end.";
    case "ended":
      return `Ended: ${why}.`;
    case "sent":
      return "Sent.";
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
        ? `the address must not be mailed (${value("suppressed")})`
        : `did not agree to marketing mails (${consentText(value("consent"))})`;
    case "not-subscribed":
      return `did not agree to marketing mails (${consentText(value("consent"))})`;
    case "suppressed":
      return `the address must not be mailed: ${value("reason")} since ${time("since")}`;
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
    case "online-checkout":
      return `the checkout came from ${channelText(value("channel"))}, not from the online store`;
    case "something-in-checkout":
      return value("lines") === "0" ? "the checkout is empty" : "the checkout has no link to come back to";
    case "not-ordered-since":
    case "ordered":
      return orderedText(value, time);
    case "checkout-completed":
      return `the checkout was completed at ${time("completedAt")}`;
    case "checkout-of-another":
      return "the shopper went on with another e-mail address";
    case "already-reminded":
      return "was already reminded of this checkout";
    case "already-started":
      return "is already on the way for this checkout";
    case "older-news":
      return `older news of this checkout (${time("occurredAt")}) arrived late`;
    case "workflow-off":
      return "the workflow was turned off";
    case "shop-uninstalled":
      return "the app was uninstalled";
    case "shop-not-opened":
      return "the app has not been opened in the store yet";
    case "sender-not-ready":
      return "the sender is not set up yet";
    case "too-late":
      return `it was useful only until ${time("usefulUntil")}`;
    case "nothing-left-to-buy":
    case "nothing-to-render":
      return "nothing of the checkout is for sale any more";
    case "could-not-render":
      return "the mail could not be made";
    case "sendgrid-later":
      return `SendGrid asked to wait until ${time("until")}`;
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
