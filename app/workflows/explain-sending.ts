import { formatMoney } from "~/events/money";

type Value = (key: string) => string;
type Time = (key: string) => string;

/** What keeps a mail waiting, and until when. */
export function holdWords(rule: string, value: Value, time: Time): string {
  switch (rule) {
    case "workflow-paused":
      return `this workflow has been paused since ${time("since")}, because too many of its mails bounced or were called spam; waits until you let it go on`;
    case "quiet-hours":
      return `it is quiet from ${hour(value("from"))} to ${hour(value("to"))} where they live (${place(value("zone"))}); waits until ${time("until")}`;
    case "sending-window":
      return `this workflow’s mails leave from ${hour(value("from"))} to ${hour(value("to"))} where they live (${place(value("zone"))}); waits until ${time("until")}`;
    case "reminder-first":
      return `“${value("workflow")}” is about to write to them; waits until ${time("until")}`;
    case "workflow-cap":
      return `has had ${mails(value("mails"))} of this workflow within ${value("per")}, which is the most; waits until ${time("until")}`;
    case "paused":
      return `chose to get no mails for a while; waits until ${time("until")}`;
    case "chosen-cap":
      return `chose to get ${mails(value("mails"))} a week at the most; waits until ${time("until")}`;
    case "seldom-read":
      return `has answered none of the last ${value("unanswered")} mails, and gets ${mails(value("mails"))} in ${value("per")} at the most; waits until ${time("until")}`;
    default:
      return `has had ${mails(value("mails"))} within ${value("per")}, which is the most; waits until ${time("until")}`;
  }
}

/** What a mail that came too late had waited for; empty when for nothing that we know. */
export function heldBackWords(rule: string): string {
  switch (rule) {
    case "workflow-paused":
      return ", and the workflow was paused all that time";
    case "sendgrid-failing":
    case "sendgrid-later":
      return ", and SendGrid had taken no mail before that";
    case "sender-not-ready":
      return ", and the sender was not set up in time";
    case "offer-being-made":
    case "offer-not-made":
      return ", and Shopify made no code for its offer before that";
    case "quiet-hours":
    case "sending-window":
      return ", and no hour in which it might leave came before that";
    case "paused":
      return ", and until then they had chosen to get none";
    case "reminder-first":
    case "chosen-cap":
    case "workflow-cap":
    case "day-cap":
    case "week-cap":
    case "seldom-read":
      return ", and other mails had come first";
    default:
      return "";
  }
}

/** What the mails of a topic are about. */
export function topicWords(topic: string): string {
  switch (topic) {
    case "reminders":
      return "that remind them of what they left or looked at";
    case "products":
      return "about products";
    case "orders":
      return "about what they bought";
    case "news":
      return "with news and offers";
    default:
      return `about ${topic}`;
  }
}

/** Why a run was over before what it had queued was sent. */
export function endedWords(outcome: string): string {
  switch (outcome) {
    case "ordered":
      return "ordered meanwhile";
    case "unsubscribed":
      return "no longer agrees to marketing mails";
    case "outranked":
      return "another workflow speaks first about the same products";
    case "merged":
      return "another run of this workflow goes on, because two contacts turned out to be one person";
    case "order-cancelled":
      return "the order was cancelled";
    case "order-refunded":
      return "the order was paid back";
    default:
      return `had left the workflow by then (${outcome.replaceAll("-", " ")})`;
  }
}

/** What became of the product that a mail was to be about. */
export function productWords(rule: string, value: Value): string {
  const product = value("product") ? `“${value("product")}”` : "the product";
  if (rule === "sold-out") return `${product} cannot be bought any more`;
  const money = (key: string) => formatMoney(Number(value(key)), value("currency"), "en");
  return `${product} is no longer cheaper: it costs ${money("nowMinor")}, and cost ${money("beforeMinor")} before`;
}

/** How it is known that a mail was sent. */
export function settledWords(rule: string, value: Value, time: Time): string {
  if (rule === "settled-by-event") return `Sent, as SendGrid reports: ${value("state")} ${time("since")}.`;
  if (rule === "counted-as-sent") return "Counted as sent, as you chose: SendGrid never said whether it had taken it.";
  return "Sent.";
}

const hour = (text: string): string => `${text.padStart(2, "0")}:00`;
const place = (zone: string): string => zone.replaceAll("_", " ");
const mails = (count: string): string => (count === "1" ? "1 mail" : `${count} mails`);
