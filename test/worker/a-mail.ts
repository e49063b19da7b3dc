import { v7 as uuid } from "uuid";
import type { RenderInputs } from "~/content/render-inputs";
import { type TemplateKey, templates } from "~/content/templates";
import { pool, transaction } from "~/db.server";
import type { ClaimedMessage, Prepared } from "~/delivery/message";
import { unsubscribeUrl } from "~/delivery/public-link";
import { mailMaker } from "~/worker/mail-maker";
import { hours, question, send } from "~/workflows/define";
import type { Step } from "~/workflows/definition";
import { vip } from "~/workflows/presets/vip";
import type { About } from "~/workflows/run";

/** The only shop of the tests about mails. */
export const shopId = 1;

export const noon = new Date("2026-11-23T12:00:00Z");
export const before = (minutes: number) => new Date(noon.getTime() - minutes * 60_000);

interface ProductWishes {
  readonly type?: string;
  readonly priceMinor?: number;
  readonly isAvailable?: boolean;
  readonly isPublished?: boolean;
}

/** A product with its only variant, `v-` and its id. */
export async function aProduct(id: string, wishes: ProductWishes): Promise<void> {
  const { type = "", priceMinor = 1_000, isAvailable = true, isPublished = true } = wishes;
  await pool.query(
    `INSERT INTO products (shop_id, product_id, title, handle, type, tags, collections, image_url, is_published,
        published_at, updated_at, read_at)
      VALUES (1, $1, 'The ' || $1, $1, $2, '{}', '{}', 'https://cdn.example/' || $1 || '.png', $3, $4, $4, $4)`,
    [id, type, isPublished, before(60)],
  );
  await pool.query(
    `INSERT INTO variants (shop_id, variant_id, product_id, title, position, price_minor, is_available)
      VALUES (1, 'v-' || $1, $1, 'Default Title', 1, $2, $3)`,
    [id, priceMinor, isAvailable],
  );
}

export const line = (id: string, quantity = 1) => ({
  productId: id,
  variantId: `v-${id}`,
  title: `Old ${id}`,
  variantTitle: null,
  quantity,
  priceMinor: 100,
});

export async function aCheckout(
  ids: readonly string[],
  recoveryUrl: string | null = "https://lantern-lane.example/recover",
) {
  const token = uuid();
  await pool.query(
    `INSERT INTO checkouts (shop_id, token, channel, updated_at, source_order, recovery_url, currency, total_minor, lines)
      VALUES (1, $1, 'online', $2, 'a', $3, 'EUR', 1, $4)`,
    [token, noon, recoveryUrl, JSON.stringify(ids.map((id) => line(id)))],
  );
  return { checkoutToken: token };
}

export async function anEvent(contactId: string, name: string, minutesAgo: number, data: object): Promise<void> {
  await pool.query(
    `INSERT INTO events (shop_id, occurred_at, event_id, name, contact_id, data) VALUES (1, $1, $2, $3, $4, $5)`,
    [before(minutesAgo), uuid(), name, contactId, data],
  );
}

export async function anOrder(
  ids: readonly string[],
  contactId: string | null = null,
  cancelledAt: Date | null = null,
) {
  const orderId = uuid();
  await pool.query(
    `INSERT INTO orders (shop_id, order_id, name, contact_id, channel, placed_at, updated_at, source_order, cancelled_at,
        currency, total_minor) VALUES (1, $1, '#1042', $2, 'online', $3, $3, 'a', $4, 'EUR', 9900)`,
    [orderId, contactId, before(600), cancelledAt],
  );
  for (const id of ids) {
    await pool.query(
      `INSERT INTO order_lines (shop_id, order_id, line_id, product_id, variant_id, title, quantity, price_minor)
        VALUES (1, $1, $2, $2, 'v-' || $2, 'Ordered ' || $2, 2, 100)`,
      [orderId, id],
    );
  }
  return { orderId, productIds: ids };
}

export interface Wish {
  readonly about?: Partial<About>;
  readonly contactId?: string;
  readonly class?: ClaimedMessage["class"];
  readonly recommendations?: number;
  readonly picks?: "going-together" | "similar" | "best-sellers" | "new";
  readonly incentive?: { code: string; offer: string };
  readonly answers?: { name: string; label: string; steps: Step[] }[];
}

/** A message of a workflow with the one step that the wish describes. */
export async function aMessage(template: TemplateKey, wish: Wish): Promise<ClaimedMessage> {
  const contactId = wish.contactId ?? uuid();
  const [messageId, runId, workflowId] = [uuid(), uuid(), `w-${uuid().slice(-12)}`];
  await pool.query(
    `INSERT INTO contacts (shop_id, contact_id, first_name, created_at) VALUES (1, $1, 'Ada', $2) ON CONFLICT DO NOTHING`,
    [contactId, noon],
  );
  const about = { checkoutToken: null, cartToken: null, orderId: null, productIds: [], fields: {}, ...wish.about };
  await pool.query(
    `INSERT INTO runs (shop_id, run_id, workflow_id, version, contact_id, key, triggered_at, state, started_at)
      VALUES (1, $1, $2, 1, $3, 'key', $4, $5, $4)`,
    [runId, workflowId, contactId, before(60), { about }],
  );
  const { recommendations = 0, picks = "going-together", answers } = wish;
  const options = { usefulFor: hours(12), recommendations, picks, class: wish.class ?? templates[template].class };
  const step = answers
    ? question("mail", template, { ...options, answers, within: hours(1), otherwise: [] })
    : send("mail", template, options);
  const definition = { id: workflowId, steps: [wish.incentive ? { ...step, incentive: wish.incentive } : step] };
  await storeVersion(definition);
  return {
    shopId,
    messageId,
    contactId,
    workflowId,
    version: 1,
    runId,
    step: "mail",
    template,
    class: options.class,
    sendAt: noon,
    usefulUntil: noon,
    reason: null,
    attempts: 0,
    email: "ada@example.com",
    unsubscribeUrl: unsubscribeUrl(shopId, messageId),
  };
}

async function storeVersion({ id, steps }: { id: string; steps: Step[] }): Promise<void> {
  await pool.query(
    `INSERT INTO workflow_versions (shop_id, workflow_id, version, definition, created_at) VALUES (1, $1, 1, $2, $3)`,
    [id, JSON.stringify({ ...vip, id, steps }), noon],
  );
}

export async function made(template: TemplateKey, wish: Wish = {}) {
  const message = await aMessage(template, wish);
  const maker = mailMaker(shopId);
  const prepared = await transaction((sql) => maker.prepare([message], sql));
  const one = prepared.get(message.messageId);
  if (one?.kind !== "ready") return { message, prepared: one, inputs: null, mail: null };
  const mail = await maker.render({ ...message, subject: one.subject, inputs: one.inputs });
  return { message, prepared: one, inputs: one.inputs as RenderInputs, mail };
}

export const notSent = (prepared: Prepared | undefined) => (prepared?.kind === "not-sent" ? prepared : null);
