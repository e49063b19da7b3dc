/** Something that a SendGrid key can allow. The names of scopes are SendGrid's, as GET /v3/scopes tells them. */
interface Ability {
  readonly title: string;
  /** All of them are needed. */
  readonly scopes: readonly string[];
  /** What does not work without it, in a merchant's words. */
  readonly without: string;
  /** Where SendGrid's own form for a key has it. */
  readonly where: string;
}

/** Everything that we ask of an account. https://www.twilio.com/docs/sendgrid/api-reference/api-key-permissions */
const abilities: readonly Ability[] = [
  { title: "Send mails", scopes: ["mail.send"], without: "Nothing can be sent.", where: "Mail Send" },
  {
    title: "Report what becomes of mails",
    scopes: ["read", "create", "update"].map((deed) => `user.webhooks.event.settings.${deed}`),
    without: "Deliveries, bounces, opens and complaints stay unknown here.",
    where: "Mail Settings > Event Notification",
  },
  {
    title: "Authenticate your domain",
    scopes: ["whitelabel.read", "whitelabel.create", "whitelabel.update"],
    without: "The DNS rows of your domain cannot be shown and checked here; SendGrid's own pages still can.",
    where: "Sender Authentication",
  },
  {
    title: "Read who must not be mailed",
    scopes: ["bounces", "spam_reports", "unsubscribes"].map((list) => `suppression.${list}.read`),
    without: "Addresses that bounced or left before you had Waypost cannot be taken over.",
    where: "Suppressions",
  },
];

export interface KeyAbility {
  readonly title: string;
  readonly isGranted: boolean;
  /** Only said of what is missing. */
  readonly without: string;
  readonly where: string;
}

/** What a key with these scopes can do for us, and what does not work without the rest. */
export function keyAbilities(scopes: readonly string[]): KeyAbility[] {
  return abilities.map(({ title, scopes: needed, without, where }) => ({
    title,
    isGranted: needed.every((scope) => scopes.includes(scope)),
    without,
    where,
  }));
}

/** Every scope that we look for: what a key may do beyond them is not our business, and not kept. */
export const neededScopes: readonly string[] = abilities.flatMap(({ scopes }) => scopes);
