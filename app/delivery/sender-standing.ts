import { z } from "zod";
import { pool } from "~/db.server";
import type { SendgridClient } from "~/sendgrid.server";
import { accountOf, askSendgrid } from "./ask-sendgrid";
import { lookAgain } from "./look-again";

/** How SendGrid sees a sender's address; null: it was not asked, or it would not say. */
export type SenderStanding = "verified" | "at-domain" | "unverified";

/**
 * Asks SendGrid whether it takes mails from the shop's address: it is a verified sender, or at an authenticated domain.
 * Keeps and returns the answer; `before` where SendGrid would not say. Never throws for SendGrid's sake.
 */
export async function checkStanding(
  shopId: number,
  before: SenderStanding | null = null,
): Promise<SenderStanding | null> {
  const { rows } = await pool.query<{ email: string | null }>(
    "SELECT sender_email AS email FROM shops WHERE shop_id = $1",
    [shopId],
  );
  const email = rows[0]?.email ?? null;
  const account = await accountOf(shopId);
  const answer = email && account.ok ? await standingOf(account.value, email) : null;
  const standing = answer ?? before;
  // The address may have been changed while SendGrid was asked about the old one.
  await pool.query(
    "UPDATE shops SET sender_standing = $2 WHERE shop_id = $1 AND sender_email IS NOT DISTINCT FROM $3::text",
    [shopId, standing, email],
  );
  if (standing !== "unverified") await lookAgain(pool, shopId, ["sender-not-ready"]);
  return standing;
}

const RECHECKED_AT_ONCE = 100;

/** Asks again about addresses that SendGrid did not take: their mails wait, also while it is away. Returns 0: the next turn need not come soon. */
export async function recheckSenders(): Promise<number> {
  const { rows } = await pool.query<{ shopId: number }>(
    `SELECT shop_id AS "shopId" FROM shops
      WHERE sender_standing = 'unverified' AND sendgrid_key IS NOT NULL AND uninstalled_at IS NULL LIMIT ${RECHECKED_AT_ONCE}`,
  );
  for (const { shopId } of rows) await checkStanding(shopId, "unverified");
  return 0;
}

async function standingOf(client: SendgridClient, email: string): Promise<SenderStanding | null> {
  const isAtDomain = await isAtValidDomain(client, email.slice(email.lastIndexOf("@") + 1));
  if (isAtDomain) return "at-domain";
  const isVerified = await isVerifiedSender(client, email);
  if (isVerified) return "verified";
  // A no counts only when there is nothing that SendGrid would not say.
  return isAtDomain === false && isVerified === false ? "unverified" : null;
}

const domains = z.array(z.object({ domain: z.string(), valid: z.boolean() }));

async function isAtValidDomain(client: SendgridClient, domain: string): Promise<boolean | null> {
  const query = new URLSearchParams({ domain, limit: "50" });
  const asked = await askSendgrid(client, "GET", `/v3/whitelabel/domains?${query}`, domains);
  return asked.ok ? asked.value.some((one) => one.valid && one.domain.toLowerCase() === domain) : null;
}

const senders = z.object({
  results: z.array(z.object({ id: z.number(), from_email: z.string(), verified: z.boolean() })),
});
const PAGE = 100;
const MOST_PAGES = 20;

async function isVerifiedSender(client: SendgridClient, email: string): Promise<boolean | null> {
  let last: number | undefined;
  for (let page = 0; page < MOST_PAGES; page += 1) {
    const query = new URLSearchParams({ limit: String(PAGE), ...(last !== undefined && { lastSeenID: String(last) }) });
    const asked = await askSendgrid(client, "GET", `/v3/verified_senders?${query}`, senders);
    if (!asked.ok) return null;
    const { results } = asked.value;
    if (results.some((one) => one.verified && one.from_email.toLowerCase() === email)) return true;
    const next = results.at(-1)?.id;
    // Whoever does not page gives the same again.
    if (results.length < PAGE || next === undefined || next === last) return false;
    last = next;
  }
  return null;
}
