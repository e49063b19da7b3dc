import { now } from "~/clock";
import {
  type ClaimedRequest,
  claimPrivacyRequest,
  finishPrivacyRequest,
  type PrivacyOutcome,
  postponePrivacyRequest,
} from "~/contacts/privacy-requests";
import { pool, transaction } from "~/db.server";
import { log } from "~/log.server";
import { erasePerson } from "./privacy/erase-person";
import { eraseShop } from "./privacy/erase-shop";
import { exportPerson } from "./privacy/export-person";
import { NotYet, waitForShop } from "./privacy/wait-for-shop";

/** From a minute to an hour between tries: of 30 days there is enough for hundreds. */
const FIRST_RETRY_MS = 60_000;
const LONGEST_RETRY_MS = 3_600_000;

/**
 * Carries out one privacy request: a data request's export, a person's erasure, a shop's. One that fails is
 * tried again until it holds; the merchant sees why. Returns 1 when there was one, else 0.
 */
export async function carryOutPrivacy(): Promise<number> {
  const request = await claimPrivacyRequest();
  if (!request) return 0;
  const { shopId, requestId, kind, attempts } = request;
  try {
    const outcome = await carryOut(request);
    log.info({ shopId, requestId, kind, outcome }, "privacy request carried out");
  } catch (error) {
    const isEarly = error instanceof NotYet;
    if (!isEarly) log.error({ shopId, requestId, kind, attempts, fault: faultOf(error) }, "privacy request failed");
    const reason = isEarly ? error.message : "It failed, and is tried again. If it stays so, tell your host.";
    const pause = isEarly ? FIRST_RETRY_MS : Math.min(LONGEST_RETRY_MS, FIRST_RETRY_MS * 2 ** (attempts - 1));
    await postponePrivacyRequest(request, reason, pause);
  }
  return 1;
}

async function carryOut(request: ClaimedRequest): Promise<PrivacyOutcome> {
  switch (request.kind) {
    case "customers/data_request":
      return transaction(async (sql) => {
        const file = await exportPerson(sql, request.shopId, request.subject, now());
        await finishPrivacyRequest(sql, request, file ? "exported" : "nobody", file);
        return file ? "exported" : "nobody";
      });
    case "customers/redact":
      return transaction(async (sql) => {
        await waitForShop(sql, request.shopId, request.receivedAt);
        const isKnown = await erasePerson(sql, request.shopId, request.subject, request.receivedAt);
        await finishPrivacyRequest(sql, request, isKnown ? "erased" : "nobody", null);
        return isKnown ? "erased" : "nobody";
      });
    case "shop/redact": {
      if (await eraseShop(request.shopId, request.receivedAt)) return "erased";
      await finishPrivacyRequest(pool, request, "installed-again", null);
      return "installed-again";
    }
  }
}

/** Where it failed, without the message: in a database's message a person's address may stand. */
function faultOf(error: unknown): string {
  if (!(error instanceof Error)) return "not an Error";
  const code = "code" in error ? ` ${String(error.code)}` : "";
  return `${error.name}${code} ${(error.stack ?? "").split("\n").slice(1, 5).join(" ")}`;
}
