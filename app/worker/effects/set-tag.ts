import type { AdminClient } from "~/admin.server";
import { AddTagsDocument, RemoveTagsDocument } from "~/admin-api/generated/graphql";
import type { ClaimedEffect, EffectOutcome } from "~/workflows/effect-store";
import { noteContact } from "./note-contact";

/**
 * Gives a contact a tag or takes it: here at once, and in Shopify when they are its customer. Twice is as once: a tag
 * that is there is not added again, and Shopify's own word of it tells us nothing new.
 */
export async function setTag(
  openAdmin: () => Promise<AdminClient>,
  effect: ClaimedEffect,
  what: { readonly is: "tag"; readonly tag: string; readonly on: boolean },
): Promise<EffectOutcome> {
  await noteContact(effect, what);
  const { customerId } = effect.contact;
  if (customerId === null) return { kind: "done" };
  const admin = await openAdmin();
  const asked = { customerId: `gid://shopify/Customer/${customerId}`, tags: [what.tag] };
  const [fault] = what.on
    ? ((await admin.request(AddTagsDocument, asked)).tagsAdd?.userErrors ?? [])
    : ((await admin.request(RemoveTagsDocument, asked)).tagsRemove?.userErrors ?? []);
  return fault ? { kind: "failed", error: `Shopify refused it: ${fault.message}` } : { kind: "done" };
}
