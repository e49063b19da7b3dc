/** Why an address is not mailed, for lists and filters, in the order in which they weigh. */
export const suppressionTitles = {
  unsubscribed: "Unsubscribed",
  complained: "Called a mail spam",
  bounced: "Does not work",
  manual: "Your own choice",
  sunset: "Answered none for long",
} as const;

export type ListedReason = keyof typeof suppressionTitles;

/** In a merchant's words; a reason of a later version by its own name. */
export function suppressionTitle(reason: string): string {
  return isListedReason(reason) ? suppressionTitles[reason] : reason;
}

export const listedReasons: readonly ListedReason[] = ["unsubscribed", "complained", "bounced", "manual", "sunset"];

const isListedReason = (reason: string): reason is ListedReason => Object.hasOwn(suppressionTitles, reason);
