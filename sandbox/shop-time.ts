import { shopIdentity } from "./shop-identity";

const format = new Intl.DateTimeFormat("en-GB", {
  timeZone: shopIdentity.timeZone,
  weekday: "short",
  day: "numeric",
  month: "short",
  hour: "2-digit",
  minute: "2-digit",
});

/** A time in the shop's zone, like "Tue 24 Nov, 10:05". Also runs in the browser. */
export function shopTime(time: Date): string {
  const part = Object.fromEntries(format.formatToParts(time).map(({ type, value }) => [type, value]));
  return `${part.weekday} ${part.day} ${part.month}, ${part.hour}:${part.minute}`;
}
