import type { Stage } from "~/contacts/lifecycle";
import type { Channel, ConsentState } from "~/events/event";

/**
 * What the engine may know about a contact when it decides. The shell loads it; the engine only reads. A kind that
 * no condition of the stretch reads is not loaded, and empty.
 */
export interface Facts {
  readonly contact: ContactFacts | null;
  /** Orders under this contact, its e-mail, or the checkout's or cart's token, newest first. */
  readonly orders: readonly OrderFact[];
  /** The segments that conditions ask for, by id; one that was removed is absent. */
  readonly segments: ReadonlyMap<string, SegmentFact>;
  /** The products that the run is about, by id; one that the catalogue does not know is absent. */
  readonly products: ReadonlyMap<string, ProductFact>;
}

export type FactKind = keyof Facts;

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
  readonly country: string | null;
  readonly region: string | null;
  readonly city: string | null;
  readonly locale: string | null;
  /** IANA: the contact's own, else the shop's. */
  readonly zone: string;
  readonly stage: Stage;
  readonly ordersCount: number;
}

export interface OrderFact {
  readonly orderId: string;
  readonly name: string;
  readonly placedAt: Date;
  readonly channel: Channel;
  readonly checkoutToken: string | null;
  readonly cartToken: string | null;
}

export interface ProductFact {
  readonly title: string;
  readonly type: string;
  readonly tags: readonly string[];
  readonly collections: readonly string[];
}
