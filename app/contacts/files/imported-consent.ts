import type { ConsentState } from "~/events/event";
import type { ImportedPerson } from "./contact-row";

/** What is known of an address before a file's row about it is read. */
export interface KnownConsent {
  readonly state: ConsentState;
  /** Null: nobody has said anything yet. */
  readonly at: Date | null;
  /** Since when the address must not be mailed; null when it may. */
  readonly suppressedSince: Date | null;
}

export type ImportedConsent =
  | { readonly outcome: "nothing-new" }
  | { readonly outcome: "taken"; readonly state: "SUBSCRIBED" | "UNSUBSCRIBED"; readonly at: Date }
  | {
      readonly outcome: "kept";
      readonly because: "suppressed" | "newer-word" | "undated";
      readonly since: Date | null;
    };

/**
 * Whether a file's word on consent counts. A yes never undoes a suppression, nor a no that is newer or whose
 * order is unknown because the file gives no date. A no without a date counts from when the file came.
 */
export function importedConsent(person: ImportedPerson, known: KnownConsent | null, cameAt: Date): ImportedConsent {
  const { consent: state, consentAt } = person;
  if (state === null) return { outcome: "nothing-new" };
  if (known?.state === state && (consentAt === null || (known.at && consentAt <= known.at))) {
    return { outcome: "nothing-new" };
  }
  if (state === "SUBSCRIBED" && known?.suppressedSince) {
    return { outcome: "kept", because: "suppressed", since: known.suppressedSince };
  }
  const isRefused = known?.state === "UNSUBSCRIBED" || known?.state === "REDACTED" || known?.state === "INVALID";
  if (state === "SUBSCRIBED" && isRefused && consentAt === null) {
    return { outcome: "kept", because: "undated", since: known.at };
  }
  const at = consentAt ?? cameAt;
  if (known?.at && at <= known.at) return { outcome: "kept", because: "newer-word", since: known.at };
  return { outcome: "taken", state, at };
}
