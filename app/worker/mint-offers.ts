import { setTimeout as pause } from "node:timers/promises";
import pLimit from "p-limit";
import { AdminApiError, type AdminClient } from "~/admin.server";
import {
  AddCodesDocument,
  AddedCodesDocument,
  CreateDiscountDocument,
  DiscountByCodeDocument,
} from "~/admin-api/generated/graphql";
import { now } from "~/clock";
import { pool } from "~/db.server";
import { lookAgain } from "~/delivery/look-again";
import { log } from "~/log.server";
import {
  claimOffer,
  failMinting,
  finishMinting,
  forgetDiscount,
  keepBatch,
  keepDiscount,
  type OfferToMint,
  returnCodes,
  settleBatch,
  shopsWithOffersToMint,
  unsettledBatches,
  writeCodes,
} from "~/offers/mint-store";
import { offlineAdmin } from "~/shopify.server";
import { discountInput } from "./discount-input";

const SHOPS_AT_ONCE = 4;
/** Shopify makes some hundred codes within a second or two. */
const POLLS = 60;
const POLL_MS = 300;

/** What mails wait for when they wait for a code. */
const waiting = ["offer-being-made", "offer-not-made"];

/** Shopify said no: to ask the same again is no use before something was changed there. */
class Refusal extends Error {
  override readonly name = "Refusal";
}

/**
 * Has Shopify make discounts and their codes, ahead of the mails that will carry them, one discount a shop and turn.
 * Whenever this stops, the next turn goes on: what was asked for is written down before it is asked for. Returns how
 * many were tried.
 */
export async function mintOffers(): Promise<number> {
  const limit = pLimit(SHOPS_AT_ONCE);
  const shops = await shopsWithOffersToMint();
  const tried = await Promise.all(shops.map((shop) => limit(() => mintNext(shop))));
  return tried.filter(Boolean).length;
}

async function mintNext({ shopId, domain }: { shopId: number; domain: string }): Promise<boolean> {
  const at = now();
  const offer = await claimOffer(shopId, at);
  if (!offer) return false;
  try {
    await mint(await offlineAdmin(domain), offer);
    await finishMinting(offer);
  } catch (error) {
    const text = error instanceof Error ? error.message : String(error);
    const isForGood = error instanceof Refusal || (error instanceof AdminApiError && error.failure === "refused");
    log.warn({ shopId, offerId: offer.offerId, error: text }, "codes of an offer were not made");
    await failMinting(offer, problemOf(error), isForGood);
  }
  await lookAgain(pool, shopId, waiting);
  return true;
}

/** What stood in the way, in a merchant's words. */
function problemOf(error: unknown): string {
  if (error instanceof AdminApiError) {
    if (error.codes.includes("ACCESS_DENIED")) return "Waypost lacks the permission write_discounts";
    return error.failure === "throttled" ? "it is too busy" : "it does not answer as it should";
  }
  return error instanceof Error ? error.message : String(error);
}

async function mint(admin: AdminClient, offer: OfferToMint): Promise<void> {
  const discountId = offer.discountId ?? (await makeDiscount(admin, offer));
  for (const batchId of await unsettledBatches(offer)) await settle(admin, offer, batchId);
  await returnCodes(offer);
  if (offer.lacking === 0) return;
  const codes = await writeCodes(offer, offer.lacking);
  const { discountRedeemCodeBulkAdd: answer } = await admin.request(AddCodesDocument, {
    discountId,
    codes: codes.map((code) => ({ code })),
  });
  const [fault] = answer?.userErrors ?? [];
  const batchId = answer?.bulkCreation?.id;
  if (!batchId) {
    // The merchant deleted it: the next turn makes another.
    if (fault?.field?.includes("discountId")) await forgetDiscount(offer);
    throw new Error(fault?.message ?? "Shopify took no codes and did not say why");
  }
  await keepBatch(offer, codes, batchId);
  await settle(admin, offer, batchId);
}

/** A try before may have made it without our hearing of it: its first code, which is like no other, says so. */
async function makeDiscount(admin: AdminClient, offer: OfferToMint): Promise<string> {
  const known = offer.attempts > 0 ? await discountWithFirstCode(admin, offer) : null;
  const discountId = known ?? (await createDiscount(admin, offer));
  await keepDiscount(offer, discountId);
  return discountId;
}

async function createDiscount(admin: AdminClient, offer: OfferToMint): Promise<string> {
  const { discountCodeBasicCreate: answer } = await admin.request(CreateDiscountDocument, {
    discount: discountInput(offer),
  });
  const discountId = answer?.codeDiscountNode?.id;
  if (discountId) return discountId;
  const [fault] = answer?.userErrors ?? [];
  const known = fault?.code === "TAKEN" ? await discountWithFirstCode(admin, offer) : null;
  if (known) return known;
  throw new Refusal(fault?.message ?? "Shopify made no discount and did not say why");
}

async function discountWithFirstCode(admin: AdminClient, { firstCode }: OfferToMint): Promise<string | null> {
  const { codeDiscountNodeByCode } = await admin.request(DiscountByCodeDocument, { code: firstCode });
  return codeDiscountNodeByCode?.id ?? null;
}

/** Waits until Shopify has made a batch. Throws when that takes too long: the next turn waits on. */
async function settle(admin: AdminClient, offer: OfferToMint, batchId: string): Promise<void> {
  for (let poll = 0; poll < POLLS; poll++) {
    const { discountRedeemCodeBulkCreation: batch } = await admin.request(AddedCodesDocument, { id: batchId });
    if (!batch) return settleBatch(offer, batchId, []);
    if (batch.done) {
      const made = batch.codes.nodes.filter(({ discountRedeemCode }) => discountRedeemCode);
      return settleBatch(
        offer,
        batchId,
        made.map(({ code }) => code),
      );
    }
    await pause(POLL_MS);
  }
  throw new Error("Shopify has not finished making codes yet");
}
