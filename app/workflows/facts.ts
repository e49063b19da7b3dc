import type { Channel, ConsentState } from "~/events/event";

/** What the engine may know about a contact when it decides. The shell loads it; the engine only reads. */
export interface Facts {
  readonly contact: ContactFacts | null;
  /** Orders under this contact, its e-mail, or the checkout's or cart's token, newest first. */
  readonly orders: readonly OrderFact[];
  /** The segments that audiences ask for, by id; one that was removed is absent. */
  readonly segments: ReadonlyMap<string, SegmentFact>;
}

export interface SegmentFact {
  readonly name: string;
  /** Null when they are not in it. */
  readonly memberSince: Date | null;
}

export interface ContactFacts {
  readonly contactId: string;
  readonly email: string | null;
  readonly consent: ConsentState;
  readonly consentAt: Date | null;
  readonly consentSource: string | null;
  readonly suppression: { readonly reason: string; readonly since: Date } | null;
}

export interface OrderFact {
  readonly orderId: string;
  readonly name: string;
  readonly placedAt: Date;
  readonly channel: Channel;
  readonly checkoutToken: string | null;
  readonly cartToken: string | null;
}
