import { z } from "zod";
import { pool } from "~/db.server";
import { env } from "~/env.server";
import { forgetSendgridKey } from "~/events/sendgrid-keys";
import { sendgridKey } from "~/events/sendgrid-signature";
import { SENDGRID_EVENTS_PATH } from "~/events/sendgrid-webhook";
import { shopToken } from "~/events/shop-token";
import { failureText, refusalText, type SendgridAnswer, type SendgridClient, sendgridClient } from "~/sendgrid.server";
import { open, UnreadableSecret } from "./secret";

/** Whether SendGrid reports to us; otherwise what is in the way and what to do, for the merchant. */
export type ReportsResult = { readonly ok: true } | { readonly ok: false; readonly problem: string };

const SETTINGS = "/v3/user/webhooks/event/settings";
const SCOPES = [
  "user.webhooks.event.settings.read",
  "user.webhooks.event.settings.create",
  "user.webhooks.event.settings.update",
];

const webhook = z.object({ id: z.string().min(1), url: z.string(), public_key: z.string().optional() });
type Webhook = z.infer<typeof webhook>;

/** SendGrid would not, or would not as it says it does. */
class ReportsRefused extends Error {
  override readonly name = "ReportsRefused";
}

/**
 * Makes the shop's SendGrid account report to us, signed, and keeps the key that it signs with: the account's webhook
 * of this shop is made, or set right where it is there already. Again is harmless. Never throws for SendGrid's sake.
 */
export async function connectReports(shopId: number): Promise<ReportsResult> {
  const { rows } = await pool.query<{ sealed: string | null; webhookId: string | null }>(
    `SELECT sendgrid_key AS sealed, webhook_id AS "webhookId" FROM shops WHERE shop_id = $1`,
    [shopId],
  );
  const { sealed = null, webhookId = null } = rows[0] ?? {};
  if (!sealed) return { ok: false, problem: "Connect SendGrid first: add an API key." };
  try {
    const client = sendgridClient(open(shopId, sealed));
    await requireScopes(client);
    const { id, key } = await signedWebhook(client, reportsUrl(shopId), webhookId);
    await pool.query("UPDATE shops SET webhook_id = $2, webhook_key = $3 WHERE shop_id = $1", [shopId, id, key]);
    forgetSendgridKey(shopId);
    return { ok: true };
  } catch (error) {
    if (error instanceof ReportsRefused) return { ok: false, problem: error.message };
    if (error instanceof UnreadableSecret) {
      return { ok: false, problem: "The stored SendGrid key can no longer be read. Enter it again." };
    }
    throw error;
  }
}

/** Where a shop's SendGrid account reports to. */
export function reportsUrl(shopId: number): string {
  return new URL(`${SENDGRID_EVENTS_PATH}${shopToken(shopId)}`, env.SHOPIFY_APP_URL).href;
}

async function requireScopes(client: SendgridClient): Promise<void> {
  const granted = await ask(client, "GET", "/v3/scopes", z.object({ scopes: z.array(z.string()) }));
  const missing = SCOPES.filter((scope) => !granted.scopes.includes(scope));
  if (missing.length === 0) return;
  throw new ReportsRefused(
    `This key may not set up reports; it lacks ${missing.join(", ")}. In SendGrid, under Settings > API Keys, edit the key ` +
      "and give it Full Access to Mail Settings > Event Notification, then connect the reports again.",
  );
}

async function signedWebhook(client: SendgridClient, url: string, webhookId: string | null) {
  const { webhooks } = await ask(client, "GET", `${SETTINGS}/all`, z.object({ webhooks: z.array(webhook) }));
  const found = webhooks.find(({ id }) => id === webhookId) ?? webhooks.find((one) => one.url === url);
  const { id } = found ? await update(client, found.id, url) : await create(client, url);
  // Where it is signed already its key stays: another one would turn away what is on its way.
  const key = found?.public_key || (await sign(client, id));
  try {
    sendgridKey(key);
  } catch {
    throw new ReportsRefused("SendGrid gave a key that cannot be used. Connect the reports again in a minute.");
  }
  return { id, key };
}

async function create(client: SendgridClient, url: string): Promise<Webhook> {
  const answer = await request(client, "POST", SETTINGS, wishes(url));
  if (isGood(answer)) return read(answer, webhook);
  const [error] = refusal.safeParse(answer.body).data?.errors ?? [];
  // Made meanwhile, by another press of the button.
  if (error?.id) return update(client, error.id, url);
  if (error?.message.includes("maximum number of webhooks")) {
    throw new ReportsRefused(
      "Your SendGrid plan allows no further event webhook. In SendGrid, under Settings > Mail Settings > Event Webhooks, " +
        "delete one that you no longer need, then connect the reports again.",
    );
  }
  throw refusedBy(answer);
}

function update(client: SendgridClient, id: string, url: string): Promise<Webhook> {
  return ask(client, "PATCH", `${SETTINGS}/${encodeURIComponent(id)}`, webhook, wishes(url));
}

async function sign(client: SendgridClient, id: string): Promise<string> {
  const path = `${SETTINGS}/signed/${encodeURIComponent(id)}`;
  return (await ask(client, "PATCH", path, z.object({ public_key: z.string() }), { enabled: true })).public_key;
}

/** As the published description has it; an `id` is that of the webhook which already has the address. */
const refusal = z.object({ errors: z.array(z.object({ id: z.string().optional(), message: z.string() })) });

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

/** What a good answer holds. Throws ReportsRefused for any other. */
async function ask<T>(
  client: SendgridClient,
  method: "GET" | "PATCH",
  path: string,
  shape: z.ZodType<T>,
  body?: object,
): Promise<T> {
  const answer = await request(client, method, path, body);
  if (!isGood(answer)) throw refusedBy(answer);
  return read(answer, shape);
}

function read<T>(answer: SendgridAnswer, shape: z.ZodType<T>): T {
  const parsed = shape.safeParse(answer.body);
  if (parsed.success) return parsed.data;
  throw new ReportsRefused("SendGrid's answer could not be read. Connect the reports again in a minute.");
}

const isGood = ({ status }: SendgridAnswer) => status >= 200 && status < 300;

const refusedBy = (answer: SendgridAnswer) =>
  new ReportsRefused(`${refusalText(answer)}. Connect the reports again in a minute.`);

async function request(
  client: SendgridClient,
  method: "GET" | "POST" | "PATCH",
  path: string,
  body?: object,
): Promise<SendgridAnswer> {
  try {
    return await client.request(method, path, body);
  } catch (error) {
    throw new ReportsRefused(`SendGrid could not be reached (${failureText(error)}). Connect the reports again.`);
  }
}
