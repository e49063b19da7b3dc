import { AdminApiError, type AdminClient } from "~/admin.server";
import { CustomerConsentDocument, SetCustomerConsentDocument } from "~/admin-api/generated/graphql";
import { now } from "~/clock";
import {
  type ConsentWrite,
  claimConsentWrites,
  settleConsentWrite,
  shopsWithConsentWrites,
  type WriteOutcome,
} from "~/contacts/consent-writes";
import { storeDelivery } from "~/events/inbox-writer";
import { log } from "~/log.server";
import { offlineAdmin } from "~/shopify.server";

/** A shop's writes in one turn. Each is two requests of some ten cost points, and all shops wait for it. */
const BATCH = 20;

/**
 * Tells Shopify the consents that were said to us, a batch a shop: unsubscribes, preferences, files, our API.
 * Each is tried until it holds, Shopify refuses it for good, or a newer word overtakes it. Returns how many
 * were tried.
 */
export async function writeConsents(): Promise<number> {
  let tried = 0;
  for (const { shopId, domain } of await shopsWithConsentWrites()) {
    const writes = await claimConsentWrites(shopId, BATCH);
    if (writes.length === 0) continue;
    tried += writes.length;
    const admin = offlineAdmin(domain);
    for (const write of writes) {
      const outcome = await tryToWrite(await admin.catch(asError), write);
      if (outcome.kind !== "done") {
        log.warn({ shopId, contactId: write.contactId, ...outcome }, "Shopify was not told of a consent");
      }
      await settleConsentWrite(write, outcome);
    }
  }
  return tried;
}

async function tryToWrite(admin: AdminClient | Error, write: ConsentWrite): Promise<WriteOutcome> {
  if (admin instanceof Error) return { kind: "again", error: admin.message };
  try {
    return await tell(admin, write);
  } catch (error) {
    if (error instanceof AdminApiError) return { kind: "again", error: error.message };
    throw error;
  }
}

/** Reads before it writes: Shopify takes whatever comes last, we what was said last. */
async function tell(admin: AdminClient, write: ConsentWrite): Promise<WriteOutcome> {
  const { state, at } = write;
  const customerId = `gid://shopify/Customer/${write.customerId}`;
  const { customer } = await admin.request(CustomerConsentDocument, { customerId });
  if (!customer) return refused("The store no longer has this customer.");
  const known = customer.defaultEmailAddress;
  if (!known) return refused("In Shopify this customer has no e-mail address.");
  if (known.marketingUpdatedAt && isLaterSecond(new Date(known.marketingUpdatedAt), at)) {
    await hearFromShopify(write, known.marketingState, known.marketingUpdatedAt);
    return { kind: "done" };
  }
  if (known.marketingState === state) return { kind: "done" };

  const { customerEmailMarketingConsentUpdate: answer } = await admin.request(SetCustomerConsentDocument, {
    input: {
      customerId,
      emailMarketingConsent: {
        marketingState: state,
        // Who is asked to confirm is on the way to a confirmed opt-in; of the others Shopify keeps what it has.
        ...(state === "PENDING" && { marketingOptInLevel: "CONFIRMED_OPT_IN" }),
        consentUpdatedAt: at.toISOString(),
      },
    },
  });
  const [fault] = answer?.userErrors ?? [];
  if (fault) return fault.code === "INTERNAL_ERROR" ? { kind: "again", error: fault.message } : refused(fault.message);
  const written = answer?.customer?.defaultEmailAddress?.marketingState;
  return written === state ? { kind: "done" } : refused(`Shopify keeps it as ${written ?? "unknown"}.`);
}

/** Shopify knows a newer word, whose webhook may be lost: it is heard as if that had come. */
async function hearFromShopify({ shopId, customerId }: ConsentWrite, state: string, at: string): Promise<void> {
  const consent = { state: state.toLowerCase(), consent_updated_at: at };
  await storeDelivery({
    shopId,
    source: "app",
    deliveryId: `consent:${customerId}:${at}`,
    topic: "customers_email_marketing_consent/update",
    eventId: null,
    apiVersion: null,
    triggeredAt: new Date(at),
    receivedAt: now(),
    payload: Buffer.from(JSON.stringify({ customer_id: customerId, email_marketing_consent: consent })),
  });
}

/** Shopify's times have no milliseconds: within one second ours is taken for the later. */
function isLaterSecond(theirs: Date, ours: Date): boolean {
  return Math.floor(theirs.getTime() / 1_000) > Math.floor(ours.getTime() / 1_000);
}

const refused = (error: string): WriteOutcome => ({ kind: "refused", error });

const asError = (error: unknown) => (error instanceof Error ? error : new Error(String(error)));
