import { v7 as uuid } from "uuid";
import { pool } from "~/db.server";
import { seal } from "~/delivery/secret";

/** Noon on a working day: business time in these tests, which no clock has to agree with. */
export const noon = new Date("2026-11-23T12:00:00Z");

export const minutes = (count: number, from = noon) => new Date(from.getTime() + count * 60_000);

let lastShop = 0;

interface ShopWishes {
  readonly sendgridKey?: string | null;
  readonly name?: string;
  readonly locale?: string;
  readonly brand?: object;
  readonly uninstalledAt?: Date;
}

/** A shop in UTC that is open, may send, and has "Checkout abandonment" on. Returns its id. */
export async function aShop(wishes: ShopWishes = {}): Promise<number> {
  lastShop += 1;
  const shopId = lastShop;
  const { sendgridKey = `SG.key-of-shop-${shopId}`, name = "Lantern & Lane", locale = "en", brand = {} } = wishes;
  await pool.query(
    `INSERT INTO shops (shop_id, domain, name, locale, brand, opened_at, uninstalled_at, sender_name, sender_email,
        postal_address, sendgrid_key)
      VALUES ($1, $2, $3, $4, $5, $6, $7, $3, $8, '1 Lane, Berlin', $9)`,
    [
      shopId,
      `shop-${shopId}.myshopify.com`,
      name,
      locale,
      brand,
      minutes(-10_000),
      wishes.uninstalledAt ?? null,
      `hello@shop-${shopId}.example`,
      sendgridKey && seal(shopId, sendgridKey),
    ],
  );
  await aWorkflow(shopId, "checkout-abandonment", { rank: 30, exits: [ordered("checkout"), ordered("contact")] });
  return shopId;
}

/** As a definition writes that an order ends its runs. */
export const ordered = (same: "checkout" | "cart" | "contact" | "product") => ({ on: "order.created", same });

/** Turns a workflow on, in version 1, which says as much as delivery reads of it. */
export async function aWorkflow(shopId: number, workflowId: string, definition: object): Promise<void> {
  await pool.query(
    `INSERT INTO workflow_versions (shop_id, workflow_id, version, definition, created_at) VALUES ($1, $2, 1, $3, $4)`,
    [shopId, workflowId, JSON.stringify(definition), noon],
  );
  await pool.query(
    `INSERT INTO workflows (shop_id, workflow_id, is_on, version, changed_at) VALUES ($1, $2, true, 1, $3)`,
    [shopId, workflowId, noon],
  );
}

interface QueuedWishes {
  readonly email?: string | null;
  readonly consent?: string;
  readonly locale?: string;
  readonly timezone?: string;
  readonly sendAt?: Date;
  readonly usefulUntil?: Date;
  readonly status?: string;
  readonly class?: "marketing" | "transactional" | "requested";
}

interface MessageWishes extends QueuedWishes {
  /** The variants in the checkout; by default one that the catalogue does not know. */
  readonly variantIds?: readonly string[];
}

export interface QueuedForTest {
  readonly messageId: string;
  readonly contactId: string;
  readonly runId: string;
  readonly email: string | null;
}

/** A subscribed contact. */
export async function aContact(
  shopId: number,
  wishes: QueuedWishes = {},
): Promise<Omit<QueuedForTest, "messageId" | "runId">> {
  const contactId = uuid();
  const email = wishes.email === undefined ? `${contactId}@example.com` : wishes.email;
  await pool.query(
    `INSERT INTO contacts (shop_id, contact_id, email, consent, consent_at, locale, timezone, created_at)
      VALUES ($1, $2, $3, $4, $5, $6, $7, $5)`,
    [
      shopId,
      contactId,
      email,
      wishes.consent ?? "SUBSCRIBED",
      minutes(-60),
      wishes.locale ?? null,
      wishes.timezone ?? null,
    ],
  );
  return { contactId, email };
}

/** A run that began an hour before noon, and a mail of its that is due at noon and useful for half a day. */
export async function aRunWithMail(
  shopId: number,
  { contactId, email }: Pick<QueuedForTest, "contactId" | "email">,
  workflowId: string,
  about: object = {},
  wishes: QueuedWishes = {},
): Promise<QueuedForTest> {
  const [messageId, runId] = [uuid(), uuid()];
  const state = {
    about: { checkoutToken: null, cartToken: null, orderId: null, productIds: [], fields: {}, ...about },
  };
  await pool.query(
    `INSERT INTO runs (shop_id, run_id, workflow_id, version, contact_id, key, triggered_at, state, started_at)
      VALUES ($1, $2, $3, 1, $4, 'key of ' || $2::uuid, $5, $6, $5)`,
    [shopId, runId, workflowId, contactId, minutes(-60), state],
  );
  await pool.query(
    `INSERT INTO messages (shop_id, message_id, contact_id, workflow_id, version, run_id, step, template, class, status,
        send_at, useful_until, created_at)
      VALUES ($1, $2, $3, $4, 1, $5, 'reminder', 'checkout-reminder', $6, $7, $8, $9, $8)`,
    [
      shopId,
      messageId,
      contactId,
      workflowId,
      runId,
      wishes.class ?? "marketing",
      wishes.status ?? "queued",
      wishes.sendAt ?? noon,
      wishes.usefulUntil ?? minutes(720),
    ],
  );
  return { messageId, contactId, runId, email };
}

/** A subscribed contact who left a checkout, and the reminder that is due at noon. */
export async function aDueMessage(
  shopId: number,
  wishes: MessageWishes = {},
): Promise<QueuedForTest & { readonly token: string }> {
  const contact = await aContact(shopId, wishes);
  const token = `token-${contact.contactId}`;
  const lines = (wishes.variantIds ?? ["unknown"]).map((variantId) => ({ variantId, title: "Shirt", quantity: 1 }));
  await pool.query(
    `INSERT INTO checkouts (shop_id, token, cart_token, contact_id, email, channel, updated_at, source_order, currency, total_minor, lines)
      VALUES ($1, $2, $3, $4, $5, 'online', $6, 'a', 'EUR', 1990, $7)`,
    [shopId, token, `cart-${token}`, contact.contactId, contact.email, minutes(-60), JSON.stringify(lines)],
  );
  const message = await aRunWithMail(shopId, contact, "checkout-abandonment", { checkoutToken: token }, wishes);
  return { ...message, token };
}

export interface MessageNow {
  readonly status: string;
  readonly reason: string | null;
  readonly sendAt: Date;
  readonly sentAt: Date | null;
  readonly leftAt: Date | null;
  readonly attempts: number;
  readonly email: string | null;
  readonly subject: string | null;
  readonly inputs: unknown;
  readonly providerId: string | null;
}

export async function messageNow(shopId: number, messageId: string): Promise<MessageNow> {
  const { rows } = await pool.query<MessageNow>(
    `SELECT status, reason, send_at AS "sendAt", sent_at AS "sentAt", left_at AS "leftAt", attempts, email, subject, inputs, provider_id AS "providerId"
      FROM messages WHERE shop_id = $1 AND message_id = $2`,
    [shopId, messageId],
  );
  const [row] = rows;
  if (!row) throw new Error(`no message ${messageId}`);
  return row;
}

/** What the contact's page would tell, oldest first: "outcome: rule". */
export async function decisionsAbout(shopId: number, contactId: string): Promise<string[]> {
  const { rows } = await pool.query<{ text: string }>(
    `SELECT outcome || ': ' || rule AS text FROM decisions WHERE shop_id = $1 AND contact_id = $2 ORDER BY at, decision_id`,
    [shopId, contactId],
  );
  return rows.map(({ text }) => text);
}

export async function anOrder(shopId: number, order: Record<string, unknown> = {}): Promise<void> {
  const row: Record<string, unknown> = {
    order_id: uuid(),
    name: "#1042",
    channel: "online",
    placed_at: minutes(-30),
    updated_at: minutes(-30),
    source_order: "a",
    currency: "EUR",
    total_minor: 1990,
    ...order,
  };
  const columns = Object.keys(row);
  await pool.query(
    `INSERT INTO orders (shop_id, ${columns.join(", ")}) VALUES ($1, ${columns.map((_, index) => `$${index + 2}`).join(", ")})`,
    [shopId, ...Object.values(row)],
  );
}

export async function suppressed(shopId: number, email: string | null): Promise<void> {
  await pool.query(`INSERT INTO suppressions (shop_id, email, reason, since) VALUES ($1, $2, 'bounced', $3)`, [
    shopId,
    email,
    minutes(-100),
  ]);
}
