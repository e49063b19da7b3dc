/** A delivery as the inbox holds it. */
export interface Delivery {
  readonly source: string;
  readonly deliveryId: string;
  readonly topic: string;
  readonly eventId: string | null;
  readonly triggeredAt: Date;
  readonly payload: Uint8Array;
}
