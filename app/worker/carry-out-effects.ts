import pLimit from "p-limit";
import { AdminApiError, type AdminClient } from "~/admin.server";
import { sunset } from "~/delivery/sunset";
import { log } from "~/log.server";
import { offlineAdmin } from "~/shopify.server";
import {
  type ClaimedEffect,
  claimEffects,
  type EffectOutcome,
  MOST_TRIES,
  settleEffect,
  shopsWithEffects,
} from "~/workflows/effect-store";
import { callWebhook } from "./effects/call-webhook";
import { noteContact } from "./effects/note-contact";
import { setTag } from "./effects/set-tag";
import { tellFlow } from "./effects/tell-flow";
import { isDatabaseDown } from "./is-database-down";

/** A shop's effects in one turn: all under way together, so that a slow server costs a turn its ten seconds once. */
const BATCH = 20;
const SHOPS_AT_ONCE = 4;

interface Shop {
  readonly shopId: number;
  readonly domain: string;
  /** The Admin API, opened when the first effect asks for it. */
  readonly openAdmin: () => Promise<AdminClient>;
}

/**
 * Does what steps asked for beside mails: fields, tags, sunsets, calls of webhooks and of Shopify Flow; a batch a
 * shop. Each is tried until it holds, is refused, or was tried often enough; the contact's page tells which. Each
 * deed says in its own file what happens when it is done twice. Returns how many were tried.
 */
export async function carryOutEffects(): Promise<number> {
  const limit = pLimit(SHOPS_AT_ONCE);
  const shops = await shopsWithEffects();
  const counts = await Promise.all(shops.map(({ shopId, domain }) => limit(() => carryOutForShop(shopId, domain))));
  return counts.reduce((total, count) => total + count, 0);
}

async function carryOutForShop(shopId: number, domain: string): Promise<number> {
  const effects = await claimEffects(shopId, BATCH);
  let admin: Promise<AdminClient> | undefined;
  const openAdmin = () => {
    admin ??= offlineAdmin(domain).catch((error) => {
      const reason = error instanceof Error ? error.message : String(error);
      throw new AdminApiError(domain, "the access token", "unreachable", [], reason);
    });
    return admin;
  };
  // One after the other for one contact: a tag that is given and taken ends as it was asked.
  const byContact = Map.groupBy(effects, ({ contact }) => contact.contactId);
  await Promise.all(
    [...byContact.values()].map(async (theirs) => {
      for (const effect of theirs)
        await settleEffect(effect, await tryToCarryOut({ shopId, domain, openAdmin }, effect));
    }),
  );
  return effects.length;
}

async function tryToCarryOut(shop: Shop, effect: ClaimedEffect): Promise<EffectOutcome> {
  const { shopId, effectId, attempts, payload } = effect;
  // Its worker died of it again and again.
  if (attempts > MOST_TRIES) return { kind: "failed", error: "it broke off each time" };
  try {
    return await carryOut(shop, effect);
  } catch (error) {
    if (!(error instanceof AdminApiError) && isDatabaseDown(error)) throw error;
    const reason = error instanceof Error ? error.message : String(error);
    log.warn({ shopId, effectId, kind: payload.is, attempts, reason }, "a step's effect was not carried out");
    return { kind: "again", error: reason };
  }
}

async function carryOut(shop: Shop, effect: ClaimedEffect): Promise<EffectOutcome> {
  const { payload, contact, createdAt } = effect;
  switch (payload.is) {
    case "field":
      await noteContact(effect, payload);
      return { kind: "done" };
    case "tag":
      return setTag(shop.openAdmin, effect, payload);
    case "sunset":
      return sunsetOutcome(await sunset(shop.shopId, contact.contactId, createdAt));
    case "webhook":
      return callWebhook(shop, effect, payload.url);
    case "flow":
      return tellFlow(shop.openAdmin, effect);
  }
}

function sunsetOutcome(result: Awaited<ReturnType<typeof sunset>>): EffectOutcome {
  switch (result) {
    case "stopped":
      return { kind: "done" };
    case "heard-of-again":
      return { kind: "skipped", rule: "heard-of-again" };
    case "no-address":
      return { kind: "failed", error: "no e-mail address is known" };
  }
}
