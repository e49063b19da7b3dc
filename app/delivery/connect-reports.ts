import { z } from "zod";
import { pool } from "~/db.server";
import { env } from "~/env.server";
import { forgetSendgridKey } from "~/events/sendgrid-keys";
import { sendgridKey } from "~/events/sendgrid-signature";
import { SENDGRID_EVENTS_PATH } from "~/events/sendgrid-webhook";
import { shopToken } from "~/events/shop-token";
import type { SendgridClient } from "~/sendgrid.server";
import { type Asked, accountOf, askSendgrid } from "./ask-sendgrid";

/** Whether SendGrid reports to us; otherwise what is in the way and what to do, for the merchant. */
export type ReportsResult = { readonly ok: true } | { readonly ok: false; readonly problem: string };

const SETTINGS = "/v3/user/webhooks/event/settings";
const SCOPES = ["read", "create", "update"].map((deed) => `user.webhooks.event.settings.${deed}`);

const webhook = z.object({ id: z.string().regex(/^[\w-]+$/), url: z.string(), public_key: z.string().optional() });
type Webhook = z.infer<typeof webhook>;

/**
 * Makes the shop's SendGrid account report to us, signed, and keeps the key that it signs with: the account's webhook
 * of this shop is made, or set right where it is there already. Again is harmless. Never throws for SendGrid's sake.
 */
export async function connectReports(shopId: number): Promise<ReportsResult> {
  const account = await accountOf(shopId);
  if (!account.ok) return account;
  const client = account.value;
  const missing = await missingScopes(client);
  if (!missing.ok) return missing;
  if (missing.value.length > 0) return { ok: false, problem: scopesProblem(missing.value) };
  const made = await ensureWebhook(client, shopId);
  if (!made.ok) return { ok: false, problem: madeProblem(made.problem) };
  // Where it is signed already its key stays: another one would turn away what is on its way.
  const key = made.value.public_key || (await sign(client, made.value));
  if (typeof key !== "string") return key;
  if (!isUsable(key)) return { ok: false, problem: "SendGrid gave a key that cannot be used. Try again in a minute." };
  await pool.query("UPDATE shops SET webhook_id = $2, webhook_key = $3 WHERE shop_id = $1", [
    shopId,
    made.value.id,
    key,
  ]);
  forgetSendgridKey(shopId);
  return { ok: true };
}

/** Where a shop's SendGrid account reports to. */
export function reportsUrl(shopId: number): string {
  return new URL(`${SENDGRID_EVENTS_PATH}${shopToken(shopId)}`, env.SHOPIFY_APP_URL).href;
}

async function missingScopes(client: SendgridClient): Promise<Asked<string[]>> {
  const asked = await askSendgrid(client, "GET", "/v3/scopes", z.object({ scopes: z.array(z.string()) }));
  return asked.ok ? { ok: true, value: SCOPES.filter((scope) => !asked.value.scopes.includes(scope)) } : asked;
}

/** The account's webhook of this shop, set as we wish it, with its key where it is signed. */
async function ensureWebhook(client: SendgridClient, shopId: number): Promise<Asked<Webhook>> {
  const all = await askSendgrid(client, "GET", `${SETTINGS}/all`, z.object({ webhooks: z.array(webhook) }));
  if (!all.ok) return all;
  const url = reportsUrl(shopId);
  const known = await knownId(shopId);
  const { webhooks } = all.value;
  const found = webhooks.find(({ id }) => id === known) ?? webhooks.find((one) => one.url === url);
  if (!found) return askSendgrid(client, "POST", SETTINGS, webhook, wishes(url));
  const changed = await askSendgrid(client, "PATCH", `${SETTINGS}/${found.id}`, webhook, wishes(url));
  return changed.ok ? { ok: true, value: found } : changed;
}

/** By its id it is found even where the app's own address has changed. */
async function knownId(shopId: number): Promise<string | null> {
  const { rows } = await pool.query<{ id: string | null }>("SELECT webhook_id AS id FROM shops WHERE shop_id = $1", [
    shopId,
  ]);
  return rows[0]?.id ?? null;
}

async function sign(client: SendgridClient, { id }: Webhook): Promise<string | Extract<ReportsResult, { ok: false }>> {
  const shape = z.object({ public_key: z.string() });
  const signed = await askSendgrid(client, "PATCH", `${SETTINGS}/signed/${id}`, shape, { enabled: true });
  return signed.ok ? signed.value.public_key : signed;
}

function isUsable(key: string): boolean {
  try {
    sendgridKey(key);
    return true;
  } catch {
    return false;
  }
}

function scopesProblem(missing: readonly string[]): string {
  return (
    `This key may not set up reports; it lacks ${missing.join(", ")}. In SendGrid, under Settings > API Keys, edit the key ` +
    "and give it Full Access to Mail Settings > Event Notification, then connect the reports again."
  );
}

/** What to do about SendGrid's own words, where more than to try again. */
function madeProblem(problem: string): string {
  return problem.includes("maximum number of webhooks")
    ? "Your SendGrid plan allows no further event webhook. In SendGrid, under Settings > Mail Settings > Event Webhooks, " +
        "delete one that you no longer need, then connect the reports again."
    : `${problem} Connect the reports again in a minute.`;
}

/** Everything that happens to a mail. */
const wishes = (url: string) => ({
  enabled: true,
  url,
  friendly_name: "Waypost",
  processed: true,
  deferred: true,
  delivered: true,
  bounce: true,
  dropped: true,
  spam_report: true,
  open: true,
  click: true,
  unsubscribe: true,
  group_unsubscribe: true,
  group_resubscribe: true,
});
