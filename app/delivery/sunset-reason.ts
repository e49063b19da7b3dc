import type { MessageClass } from "./guard";

/** The reason of a suppression that stops marketing only, and ends by itself when its person is heard of again. */
export const SUNSET = "sunset";

/** Both are about marketing: the unsubscribe page itself says that mails about orders still come. */
const marketingOnly: ReadonlySet<string> = new Set([SUNSET, "unsubscribed"]);

/** Whether a suppression stops a mail of this class. Who left or was let go still gets receipts, and what they ask for. */
export function isStoppedBy(reason: string, messageClass: MessageClass): boolean {
  return messageClass === "marketing" || !marketingOnly.has(reason);
}
