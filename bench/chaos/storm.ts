import type { SendChances } from "../../sandbox/sendgrid/send-conduct";

/**
 * How SendGrid behaves meanwhile: one request in seven fails. A time-out, a 5xx, a cut connection and an answer that is
 * none may each hide that the mail was taken. Of a fourth of the mails that were taken nothing is reported.
 */
export function storm(seed: number): SendChances {
  const either = (kind: SendChances["faults"][number]["kind"], share: number) =>
    [true, false].map((acceptsAnyway) => ({ kind, acceptsAnyway, share: share / 2 }));
  return {
    seed,
    faults: [
      ...either("timeout", 0.015),
      ...either("drop-connection", 0.03),
      ...either("500", 0.03),
      ...either("malformed", 0.015),
      { kind: "429", acceptsAnyway: false, share: 0.04 },
      { kind: "400", acceptsAnyway: false, share: 0.01 },
    ],
    slowestMs: 400,
    untold: 0.25,
  };
}

/** All goes well again. */
export const calm: SendChances = { seed: 0, faults: [], slowestMs: 0, untold: 0 };
