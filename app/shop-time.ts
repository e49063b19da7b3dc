/**
 * A moment in a shop's zone: "23 Nov 2026, 14:05". One fixed format, because the server's locale and
 * the browser's would differ and the text would change under the reader's eyes.
 */
export function shopTime(at: Date, timezone: string): string {
  return new Intl.DateTimeFormat("en-GB", {
    timeZone: timezone,
    day: "numeric",
    month: "short",
    year: "numeric",
    hour: "2-digit",
    minute: "2-digit",
  }).format(at);
}
