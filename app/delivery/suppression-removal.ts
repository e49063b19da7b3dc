import { pool } from "~/db.server";
import { failureText, refusalText, sendgridClient } from "~/sendgrid.server";
import { open, UnreadableSecret } from "./secret";

/** Whether a merchant may take an address off the list again, and what is to be said first. */
export type Removal =
  | { readonly isLawful: true; readonly warning: string | null }
  | { readonly isLawful: false; readonly why: string };

/**
 * What a person said themselves only that person takes back: an objection to marketing ends it for good (GDPR, article
 * 21.3; CAN-SPAM, 15 U.S.C. 7704(a)(4)). What the merchant, a mail server or a workflow said the merchant may.
 */
export function removalOf(reason: string): Removal {
  switch (reason) {
    case "manual":
    case "sunset":
      return { isLawful: true, warning: null };
    case "bounced":
      return {
        isLawful: true,
        warning:
          "Their mail server said that this address does not work. If it bounces again, that harms how well all your mails are delivered. Take it off only if you know that the mailbox works now.",
      };
    case "complained":
      return {
        isLawful: false,
        why: "They called a mail spam. Only they can change that, by signing up in your store again.",
      };
    default:
      return {
        isLawful: false,
        why: "They unsubscribed. Only they can change that, by signing up in your store again.",
      };
  }
}

/** What came of taking an address off the list. `left`: it is off ours, but SendGrid keeps it on its own, and why. */
export type RemovalResult =
  | { readonly kind: "removed" }
  | { readonly kind: "left"; readonly why: string }
  | { readonly kind: "refused"; readonly why: string };

/**
 * Takes an address off the list, where that is lawful. One that bounced is taken off SendGrid's lists too, which would
 * drop its mails otherwise. Again is harmless.
 */
export async function removeSuppression(shopId: number, email: string, reason: string): Promise<RemovalResult> {
  const removal = removalOf(reason);
  if (!removal.isLawful) return { kind: "refused", why: removal.why };
  await pool.query("DELETE FROM suppressions WHERE shop_id = $1 AND email = $2 AND reason = $3", [
    shopId,
    email,
    reason,
  ]);
  const why = reason === "bounced" ? await forgetAtSendgrid(shopId, email) : null;
  return why === null ? { kind: "removed" } : { kind: "left", why };
}

/** Null when SendGrid has it no more. */
async function forgetAtSendgrid(shopId: number, email: string): Promise<string | null> {
  const { rows } = await pool.query<{ sealed: string | null }>(
    "SELECT sendgrid_key AS sealed FROM shops WHERE shop_id = $1",
    [shopId],
  );
  const sealed = rows[0]?.sealed ?? null;
  if (sealed === null) return null;
  try {
    const client = sendgridClient(open(shopId, sealed));
    for (const list of ["bounces", "invalid_emails"]) {
      const answer = await client.request("DELETE", `/v3/suppression/${list}/${encodeURIComponent(email)}`);
      if (answer.status >= 300 && answer.status !== 404) return refusalText(answer);
    }
    return null;
  } catch (error) {
    if (error instanceof UnreadableSecret) return "the stored SendGrid key can no longer be read";
    return `SendGrid could not be reached (${failureText(error)})`;
  }
}
