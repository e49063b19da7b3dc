/** What a shop has too much of. */
export type Backlog = "deliveries" | "runs" | "mails";

export const BUSY_SHOP = 1;
export const OTHER_SHOP = 2;

/** The statements that give one shop this much to do, and the other one of the same, all of it due since an hour. */
export function fairStore(backlog: Backlog, size: number): string {
  return [
    ...(size > 0 ? [fill(backlog, BUSY_SHOP, size)] : []),
    fill(backlog, OTHER_SHOP, 1),
    "ANALYZE inbox, contacts, runs, messages",
  ].join(";\n");
}

function fill(backlog: Backlog, shopId: number, size: number): string {
  switch (backlog) {
    case "deliveries":
      return deliveries(shopId, size);
    case "runs":
      return `${contacts(shopId, size)}; ${runs(shopId, size, "ago")}`;
    case "mails":
      return `${contacts(shopId, size)}; ${runs(shopId, size, "ahead")}; ${mails(shopId, size)}`;
  }
}

const id = (kind: number) =>
  `(lpad(to_hex(1700000000000 + i), 12, '0') || '7${kind}008000' || lpad(to_hex(i), 12, '0'))::uuid`;

const hourAgo = "now() - interval '61 minutes'";

/** Accounts that were made: the workflow of fair-turns.ts starts on them. */
const deliveries = (shopId: number, size: number) => `
  INSERT INTO inbox (shop_id, source, delivery_id, topic, triggered_at, received_at, payload)
    SELECT ${shopId}, 'shopify', 'delivery-' || i, 'customers/create', ${hourAgo}, ${hourAgo}, convert_to(
      jsonb_build_object('id', i, 'email', 'contact-' || i || '@example.com', 'updated_at', ${hourAgo})::text, 'UTF8')
    FROM generate_series(1, ${size}) i`;

const contacts = (shopId: number, size: number) => `
  INSERT INTO contacts (shop_id, contact_id, email, consent, created_at)
    SELECT ${shopId}, ${id(0)}, 'contact-' || i || '@example.com', 'SUBSCRIBED', ${hourAgo} FROM generate_series(1, ${size}) i`;

const runs = (shopId: number, size: number, due: "ago" | "ahead") => `
  INSERT INTO runs (shop_id, run_id, workflow_id, version, contact_id, key, triggered_at, status, wake_at, started_at, state)
    SELECT ${shopId}, ${id(1)}, 'bench', 1, ${id(0)}, ${id(0)}::text, ${hourAgo}, 'active',
      now() ${due === "ago" ? "- interval '1 minute'" : "+ interval '1 day'"}, ${hourAgo},
      '{"step":"an-hour","done":[],"taken":{},"heard":[],"isHeldOut":false,"restarts":0,
        "about":{"checkoutToken":null,"cartToken":null,"orderId":null,"productIds":[],"fields":{}}}'
    FROM generate_series(1, ${size}) i`;

const mails = (shopId: number, size: number) => `
  INSERT INTO messages (shop_id, message_id, contact_id, workflow_id, version, run_id, step, template, class, send_at,
      useful_until, created_at)
    SELECT ${shopId}, ${id(2)}, ${id(0)}, 'bench', 1, ${id(1)}, 'mail', 'welcome-guide', 'transactional',
      now() - interval '1 minute', now() + interval '1 day', now()
    FROM generate_series(1, ${size}) i`;
