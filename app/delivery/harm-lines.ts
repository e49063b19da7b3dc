/** What became of a workflow's mails, or of all of a shop's, that were sent in some days. */
export interface MailHealth {
  readonly sent: number;
  /** To addresses that do not work. */
  readonly bounced: number;
  /** That were called spam. */
  readonly complained: number;
  /** After which their reader left the list. */
  readonly unsubscribed: number;
}

export type HealthRate = "complaints" | "bounces" | "unsubscribes";

/** Below that many mails a rate says more about chance than about the mails. */
export const ENOUGH_MAILS = 100;

/**
 * Shares of the mails sent. `aim`: better below. `most`: from there on a workflow is paused; null: nothing is.
 * Complaints: Gmail's and Yahoo's lines for senders (https://support.google.com/a/answer/81126). Bounces: what SendGrid
 * and its peers warn and suspend at. Unsubscribes: no mailbox provider draws a line; from the aim on, mails bore.
 */
export const harmLines = {
  complaints: { aim: 0.001, most: 0.003, enough: 300, atLeast: 2 },
  bounces: { aim: 0.02, most: 0.05, enough: ENOUGH_MAILS, atLeast: 2 },
  unsubscribes: { aim: 0.005, most: null, enough: ENOUGH_MAILS, atLeast: 2 },
} as const satisfies Record<
  HealthRate,
  {
    readonly aim: number;
    readonly most: number | null;
    /** Mails from which on a workflow is judged by it, and the cases that there must be: one angry reader stops nothing. */
    readonly enough: number;
    readonly atLeast: number;
  }
>;

/** How many of the mails came to that. */
export function casesOf({ bounced, complained, unsubscribed }: MailHealth, rate: HealthRate): number {
  return { complaints: complained, bounces: bounced, unsubscribes: unsubscribed }[rate];
}

/** By which rate mails do so much harm that their workflow is to be paused; null while by none. Pure. */
export function harmOf(health: MailHealth): "complaints" | "bounces" | null {
  return (
    (["complaints", "bounces"] as const).find((rate) => {
      const { most, enough, atLeast } = harmLines[rate];
      const cases = casesOf(health, rate);
      return health.sent >= enough && cases >= atLeast && cases / health.sent >= most;
    }) ?? null
  );
}
