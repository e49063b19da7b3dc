type Value = (key: string) => string;
type Time = (key: string) => string;

/** What brought somebody in, in words that end "Started: …". */
export function startWords(event: string, value: Value, time: Time): string {
  return `${whatHappened[event] ?? event.replaceAll(/[.-]/g, " ")} at ${time("occurredAt")}${value("heldOut") === "true" ? "; is in the group that is not mailed" : ""}`;
}

const whatHappened: Readonly<Record<string, string>> = {
  "customer.created": "signed up",
  "product.viewed": "looked at a product",
  "cart.updated": "filled a cart",
  "checkout.updated": "began checkout",
  "order.created": "ordered",
  "order.fulfilled": "their order was sent off",
  "order.delivered": "their order was delivered",
  "order.cancelled": "their order was cancelled",
  "order.refunded": "was paid back",
  "contact.inactive": "stayed away longer than usual",
  "segment.entered": "came into a segment",
  "segment.left": "left a segment",
  "stage.changed": "reached another stage",
  "date.reached": "a day of theirs came round",
  "product.restocked": "a product that they wanted can be bought again",
  "price.dropped": "a product that they wanted costs less",
  "replenishment.due": "what they bought is probably used up",
  "custom.happened": "another system told of something",
};

/** How long a step waits, and for what. */
export function waitWords(kind: string, value: Value, time: Time): string {
  const until = `until ${time("until")}`;
  switch (kind) {
    case "wait-until":
      return `Waits for ${value("hour")}:00 where they are, ${until}.`;
    case "wait-for":
      return `Waits until ${awaited(value("event"))}, at most ${value("for")}, ${until}.`;
    case "question":
      return `Waits ${value("for")} for an answer, ${until}.`;
    default:
      return `Waits ${value("for")}, ${until}.`;
  }
}

const awaited = (event: string): string =>
  event === "order.delivered" ? "the order is delivered" : (whatHappened[event] ?? event.replaceAll(/[.-]/g, " "));

/** Which way somebody went at a fork, and why. */
export function wayWords(rule: string, value: Value, why: (rule: string) => string): string {
  const holds = value("holds") === "true";
  switch (rule) {
    case "clicked":
      return holds ? `Clicked in “${value("mail")}”.` : `Did not click in “${value("mail")}”.`;
    case "opened":
      return holds ? `Opened “${value("mail")}”.` : `Did not open “${value("mail")}”.`;
    case "answered":
      return value("answer") ? `Answered “${value("answer")}”.` : "Answered.";
    case "not-answered":
      return "Did not answer in time.";
    case "happened":
      return holds ? "What was waited for came." : "What was waited for did not come in time.";
    case "split":
      return `Goes the way “${value("variant")}”, by chance.`;
    case "subscribed":
      return holds ? "Agreed to marketing mails." : `No marketing from here on: ${why(rule)}.`;
    case "reachable":
      return holds ? "An e-mail address is known." : "No e-mail address is known.";
    case "orders-count":
      return `Has ordered ${value("orders")} ${value("orders") === "1" ? "time" : "times"}.`;
    case "not-ordered-since":
      return holds ? "Has not ordered since." : `Has ${why(rule)}.`;
    case "in-segment":
      return holds ? `Is in the segment “${value("segment")}”.` : `${capitalised(why(rule))}.`;
    case "stage":
      return `Is at the stage “${value("stage")}”.`;
    case "profile":
      return `${capitalised(value("field"))}: ${value("value") || "not known"}.`;
    case "field":
      return `${capitalised(value("field"))}: ${value("value") || "nothing"}.`;
    case "about-product":
      return holds ? `It is about “${value("product")}”.` : "It is about none of those products.";
    default:
      return `Went the way “${value("way")}”.`;
  }
}

/** What a step asked for beside a mail. */
export function askedWords(rule: string, value: Value): string {
  if (rule === "call") return value("to") === "flow" ? "Shopify Flow is to be told." : "Another system is to be told.";
  if (value("sunset")) return "Marketing mails to them are to stop.";
  if (value("tag")) return `The tag “${value("tag")}” is to be ${value("on") === "true" ? "added" : "removed"}.`;
  return `The field “${value("field")}” is to be set.`;
}

const capitalised = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
