import { z } from "zod";
import { pool, type Sql } from "~/db.server";
import { normaliseEmail } from "~/events/normalise-email";
import { checkKey, send, sendgridClient } from "~/sendgrid.server";
import { composeRequest, type MailSender, type RenderedMail } from "./compose";
import { connectReports, type ReportsResult } from "./connect-reports";
import { refused, type SaveResult } from "./save-result";
import { open, seal, UnreadableSecret } from "./secret";
import { type SendingRules, sendingRules } from "./sending-rules";

/** The columns of a shop that say who sends; the key stays sealed. */
export interface SenderColumns {
  readonly senderName: string | null;
  readonly senderEmail: string | null;
  readonly postalAddress: string | null;
  readonly sendgridKey: string | null;
}

/** What is missing before mail can leave, as sentences for the merchant; empty when all is there. */
export function senderProblems(shop: SenderColumns): string[] {
  const problems: string[] = [];
  if (!shop.sendgridKey) problems.push("Connect SendGrid: add an API key.");
  if (!shop.senderName || !shop.senderEmail) problems.push("Say who sends: a name and an e-mail address.");
  if (!shop.postalAddress) problems.push("Add your postal address: the law asks for it in marketing mail.");
  return problems;
}

export interface LoadedSender {
  readonly shopId: number;
  readonly shop: { readonly openedAt: Date | null; readonly uninstalledAt: Date | null };
  /** IANA. */
  readonly timezone: string;
  readonly rules: SendingRules;
  /** Empty exactly when `ready` is there. */
  readonly problems: readonly string[];
  readonly ready: { readonly sender: MailSender; readonly apiKey: string } | null;
}

interface ShopRow extends SenderColumns {
  readonly openedAt: Date | null;
  readonly uninstalledAt: Date | null;
  readonly replyTo: string | null;
  readonly timezone: string;
  readonly rules: unknown;
}

/** Who sends for a shop, with its key opened. Throws for a shop that does not exist. */
export async function loadSender(sql: Sql, shopId: number): Promise<LoadedSender> {
  const { rows } = await sql.query<ShopRow>({
    name: "shop-sender",
    text: `SELECT opened_at AS "openedAt", uninstalled_at AS "uninstalledAt", sender_name AS "senderName",
        sender_email AS "senderEmail", reply_to AS "replyTo", postal_address AS "postalAddress", sendgrid_key AS "sendgridKey",
        timezone, sending_rules AS rules
      FROM shops WHERE shop_id = $1`,
    values: [shopId],
  });
  const [shop] = rows;
  if (!shop) throw new Error(`There is no shop ${shopId}.`);
  const { openedAt, uninstalledAt, timezone, senderName, senderEmail, replyTo, sendgridKey } = shop;
  const base = { shopId, shop: { openedAt, uninstalledAt }, timezone, rules: sendingRules.parse(shop.rules) };
  const problems = senderProblems(shop);
  if (problems.length > 0 || !senderName || !senderEmail || !sendgridKey) return { ...base, problems, ready: null };
  try {
    const sender = { name: senderName, email: senderEmail, replyTo };
    return { ...base, problems: [], ready: { sender, apiKey: open(shopId, sendgridKey) } };
  } catch (error) {
    if (!(error instanceof UnreadableSecret)) throw error;
    return { ...base, problems: ["The stored SendGrid key can no longer be read. Enter it again."], ready: null };
  }
}

const address = (message: string) =>
  z
    .string()
    .trim()
    .transform((text, context) => {
      const normalised = normaliseEmail(text);
      if (normalised && z.email().safeParse(normalised).success) return normalised;
      context.addIssue({ code: "custom", message });
      return z.NEVER;
    });

const senderForm = z.object({
  senderName: z.string().trim().min(1, "Enter the name that shoppers will see.").max(100, "At most 100 characters."),
  senderEmail: address("Enter an address at a domain that you have verified in SendGrid."),
  replyTo: z.union([z.literal("").transform(() => null), address("Enter an e-mail address, or leave this empty.")]),
  postalAddress: z.string().trim().min(5, "Enter your postal address.").max(300, "At most 300 characters."),
});

export type SenderForm = z.input<typeof senderForm>;

/** Saves who sends; otherwise one sentence for each field at fault, and nothing is saved. */
export async function saveSender(shopId: number, form: SenderForm): Promise<SaveResult<keyof SenderForm>> {
  const parsed = senderForm.safeParse({ ...form, replyTo: form.replyTo.trim() });
  if (!parsed.success) return refused(parsed.error, senderForm.keyof().options);
  const { senderName, senderEmail, replyTo, postalAddress } = parsed.data;
  await pool.query(
    `UPDATE shops SET sender_name = $2, sender_email = $3, reply_to = $4, postal_address = $5 WHERE shop_id = $1`,
    [shopId, senderName, senderEmail, replyTo, postalAddress],
  );
  return { ok: true };
}

export type KeyResult = { readonly ok: true } | { readonly ok: false; readonly problem: string };

/** `reports` says whether SendGrid will report to us too: a key may send and yet not be allowed to set that up. */
export type SavedKey =
  | { readonly ok: true; readonly reports: ReportsResult }
  | { readonly ok: false; readonly problem: string };

/**
 * Saves a SendGrid key, sealed, once SendGrid has said that it may send, and has its account report to us. The key is
 * never read out again.
 */
export async function saveSendgridKey(shopId: number, key: string): Promise<SavedKey> {
  const trimmed = key.trim();
  if (!/^SG\.[\w.-]+$/.test(trimmed)) {
    return { ok: false, problem: "A SendGrid key begins with “SG.” and has no spaces. Copy it again." };
  }
  const check = await checkKey(trimmed);
  if (check.kind !== "valid") return { ok: false, problem: check.reason };
  await pool.query(`UPDATE shops SET sendgrid_key = $2 WHERE shop_id = $1`, [shopId, seal(shopId, trimmed)]);
  return { ok: true, reports: await connectReports(shopId) };
}

/** Sends one mail at once, past the guard, to an address that the merchant typed. Not kept as a message. */
export async function sendTest(shopId: number, to: string, rendered: RenderedMail): Promise<KeyResult> {
  const email = normaliseEmail(to);
  if (!email) return { ok: false, problem: "That is not an e-mail address." };
  const { ready, problems } = await loadSender(pool, shopId);
  if (!ready) return { ok: false, problem: problems.join(" ") };
  const outcome = await send(
    sendgridClient(ready.apiKey),
    composeRequest({
      message: { messageId: null, workflowId: null, email },
      shop: { shopId, sender: ready.sender },
      rendered,
      unsubscribeUrl: null,
    }),
  );
  if (outcome.kind === "accepted") return { ok: true };
  if (outcome.kind === "unknown") {
    return { ok: false, problem: `It may or may not have been sent: ${outcome.reason}. Look in the inbox.` };
  }
  return { ok: false, problem: `Not sent: ${outcome.reason}` };
}
