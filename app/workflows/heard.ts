import type { Event } from "~/events/event";

/** Something that happened to a contact, as a run of theirs hears it. */
export interface Heard {
  readonly event: Event;
  /** Every contact that one of the event's keys belongs to: an order under another address ends their runs too. */
  readonly contactIds: readonly string[];
  /** The run and step of the mail that the event is about. */
  readonly mail: { readonly runId: string; readonly step: string } | null;
}
