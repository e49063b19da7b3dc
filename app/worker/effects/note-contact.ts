import { now } from "~/clock";
import type { AppNote } from "~/events/app-note";
import { storeDelivery } from "~/events/inbox-writer";
import type { ClaimedEffect } from "~/workflows/effect-store";

/**
 * Tells the inbox what a step wrote of a contact; from there it goes the way of all events. The delivery's id is the
 * effect's, so that it is told once, however often it is tried.
 */
export async function noteContact(effect: ClaimedEffect, what: AppNote["what"]): Promise<void> {
  const { shopId, effectId, contact, createdAt, workflowId, step } = effect;
  const note: AppNote = { contactId: contact.contactId, at: createdAt.toISOString(), workflowId, step, what };
  await storeDelivery({
    shopId,
    source: "app",
    deliveryId: effectId,
    topic: "app/noted",
    eventId: null,
    apiVersion: null,
    triggeredAt: createdAt,
    receivedAt: now(),
    payload: Buffer.from(JSON.stringify(note)),
  });
}
