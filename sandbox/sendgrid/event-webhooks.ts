import { createPrivateKey, generateKeyPairSync, type KeyObject, randomUUID } from "node:crypto";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** What an account may choose of a webhook: EventWebhookRequest in SendGrid's description. */
export interface WebhookSettings {
  readonly url: string;
  readonly enabled?: boolean;
  readonly friendly_name?: string | null;
  readonly processed?: boolean;
  readonly deferred?: boolean;
  readonly delivered?: boolean;
  readonly bounce?: boolean;
  readonly dropped?: boolean;
  readonly spam_report?: boolean;
  readonly open?: boolean;
  readonly click?: boolean;
  readonly unsubscribe?: boolean;
  readonly group_unsubscribe?: boolean;
  readonly group_resubscribe?: boolean;
}

/** A webhook of the account, and the key that it signs with while it signs. */
export interface EventWebhook {
  readonly id: string;
  readonly settings: WebhookSettings;
  readonly created: string;
  readonly updated: string;
  readonly isSigned: boolean;
  readonly privateKey: KeyObject;
  /** As SendGrid gives it out: base64 of DER. */
  readonly publicKey: string;
}

export interface EventWebhooks {
  all(): readonly EventWebhook[];
  find(id: string): EventWebhook | undefined;
  add(settings: WebhookSettings): EventWebhook;
  change(id: string, change: Partial<Pick<EventWebhook, "settings" | "isSigned">>): EventWebhook | undefined;
  remove(id: string): boolean;
}

/** The account's event webhooks. With a folder they outlive the process, as the app's memory of their keys does. */
export function createEventWebhooks(folder: string | null): EventWebhooks {
  const file = folder === null ? null : join(folder, "event-webhooks.json");
  if (folder !== null) mkdirSync(folder, { recursive: true });
  const webhooks = new Map((file === null ? [] : readWebhooks(file)).map((webhook) => [webhook.id, webhook]));

  const put = (webhook: EventWebhook) => {
    webhooks.set(webhook.id, webhook);
    save();
    return webhook;
  };
  const save = () => {
    if (file !== null) writeFileSync(file, JSON.stringify([...webhooks.values()].map(written)), { mode: 0o600 });
  };

  return {
    all: () => [...webhooks.values()],
    find: (id) => webhooks.get(id),
    add(settings) {
      const { privateKey, publicKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
      const at = new Date().toISOString();
      return put({
        id: randomUUID(),
        settings,
        created: at,
        updated: at,
        isSigned: false,
        privateKey,
        publicKey: publicKey.export({ type: "spki", format: "der" }).toString("base64"),
      });
    },
    change(id, change) {
      const known = webhooks.get(id);
      return known && put({ ...known, ...change, updated: new Date().toISOString() });
    },
    remove(id) {
      const isThere = webhooks.delete(id);
      if (isThere) save();
      return isThere;
    },
  };
}

function written({ privateKey, ...webhook }: EventWebhook) {
  return { ...webhook, privateKey: privateKey.export({ type: "pkcs8", format: "pem" }).toString() };
}

function readWebhooks(file: string): EventWebhook[] {
  try {
    const kept = JSON.parse(readFileSync(file, "utf8")) as ReturnType<typeof written>[];
    return kept.map((webhook) => ({ ...webhook, privateKey: createPrivateKey(webhook.privateKey) }));
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return [];
    throw error;
  }
}
