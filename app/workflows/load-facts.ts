import type { PoolClient } from "pg";
import type { Contact } from "~/contacts/contact";
import type { Channel } from "~/events/event";
import type { TriggerEvent } from "./conditions";
import type { ContactFacts, Facts, OrderFact, SegmentFact } from "./facts";

export interface FactsRequest {
  readonly contact: Contact | null;
  readonly event: TriggerEvent;
}

interface OrderRow extends OrderFact {
  readonly contactId: string | null;
  readonly email: string | null;
  readonly channel: Channel;
}

/** Recent enough to answer a checkout, and bounded: a contact with thousands of orders costs no more. */
const ORDERS_SINCE_DAYS = 30;

/** The facts for each request, with one query a kind for the whole batch. */
export async function loadFacts(
  sql: PoolClient,
  shopId: number,
  requests: readonly FactsRequest[],
  /** The segments that the audiences in question ask for. */
  segmentIds: readonly string[],
): Promise<Facts[]> {
  if (requests.length === 0) return [];
  const orders = await loadOrders(sql, shopId, requests);
  const suppressions = await loadSuppressions(sql, shopId, requests);
  const segments = await loadSegments(sql, shopId, requests, segmentIds);
  return requests.map(({ contact, event }) => ({
    contact: contact && contactFacts(contact, suppressions),
    orders: orders.of(contact, event),
    segments: segments.of(contact),
  }));
}

function contactFacts(contact: Contact, suppressions: ReadonlyMap<string, ContactFacts["suppression"]>): ContactFacts {
  const { contactId, email, consent, consentAt, consentSource } = contact;
  return {
    contactId,
    email,
    consent,
    consentAt,
    consentSource,
    suppression: (email === null ? null : suppressions.get(email)) ?? null,
  };
}

async function loadOrders(sql: PoolClient, shopId: number, requests: readonly FactsRequest[]) {
  const contactIds = requests.flatMap(({ contact }) => contact?.contactId ?? []);
  const emails = requests.flatMap(({ event }) => event.identity.email ?? []);
  const tokens = requests.map(({ event }) => event.data.token);
  const carts = requests.flatMap(({ event }) => event.data.cartToken ?? []);
  const oldest = Math.min(...requests.map(({ event }) => event.occurredAt.getTime()));
  const { rows } = await sql.query<OrderRow>({
    name: "facts-orders",
    // Four index scans joined by UNION, which also removes an order that is found twice.
    text: `WITH found AS (
        SELECT shop_id, order_id FROM orders WHERE shop_id = $1 AND contact_id = ANY($2::uuid[]) AND placed_at >= $6
        UNION SELECT shop_id, order_id FROM orders WHERE shop_id = $1 AND email = ANY($3) AND placed_at >= $6
        UNION SELECT shop_id, order_id FROM orders WHERE shop_id = $1 AND checkout_token = ANY($4)
        UNION SELECT shop_id, order_id FROM orders WHERE shop_id = $1 AND cart_token = ANY($5))
      SELECT o.order_id AS "orderId", o.name, o.placed_at AS "placedAt", o.channel, o.checkout_token AS "checkoutToken",
        o.cart_token AS "cartToken", o.contact_id AS "contactId", o.email
      FROM found JOIN orders o USING (shop_id, order_id) ORDER BY o.placed_at DESC LIMIT 10000`,
    values: [shopId, contactIds, emails, tokens, carts, new Date(oldest - ORDERS_SINCE_DAYS * 86_400_000)],
  });
  const by = <K extends keyof OrderRow>(key: K) => Map.groupBy(rows, (row) => row[key]);
  const byContact = by("contactId");
  const byEmail = by("email");
  const byCheckout = by("checkoutToken");
  const byCart = by("cartToken");
  return {
    of(contact: Contact | null, { identity, data }: TriggerEvent): OrderFact[] {
      const found = new Set<OrderFact>([
        ...(contact ? (byContact.get(contact.contactId) ?? []) : []),
        ...(identity.email ? (byEmail.get(identity.email) ?? []) : []),
        ...(byCheckout.get(data.token) ?? []),
        ...(data.cartToken ? (byCart.get(data.cartToken) ?? []) : []),
      ]);
      return [...found];
    },
  };
}

async function loadSegments(
  sql: PoolClient,
  shopId: number,
  requests: readonly FactsRequest[],
  segmentIds: readonly string[],
) {
  const { rows } =
    segmentIds.length === 0
      ? { rows: [] }
      : await sql.query<{ segmentId: string; name: string; contactId: string | null; enteredAt: Date | null }>({
          name: "facts-segments",
          text: `SELECT s.segment_id AS "segmentId", s.name, m.contact_id AS "contactId", m.entered_at AS "enteredAt"
            FROM segments s LEFT JOIN segment_members m
              ON m.shop_id = s.shop_id AND m.segment_id = s.segment_id AND m.contact_id = ANY($3::uuid[])
            WHERE s.shop_id = $1 AND s.segment_id = ANY($2::uuid[])`,
          values: [shopId, segmentIds, requests.flatMap(({ contact }) => contact?.contactId ?? [])],
        });
  return {
    of(contact: Contact | null): Map<string, SegmentFact> {
      const facts = new Map<string, SegmentFact>();
      for (const { segmentId, name, contactId, enteredAt } of rows) {
        const isTheirs = contact !== null && contactId === contact.contactId;
        if (isTheirs || !facts.has(segmentId)) facts.set(segmentId, { name, memberSince: isTheirs ? enteredAt : null });
      }
      return facts;
    },
  };
}

async function loadSuppressions(sql: PoolClient, shopId: number, requests: readonly FactsRequest[]) {
  const { rows } = await sql.query<{ email: string; reason: string; since: Date }>({
    name: "facts-suppressions",
    text: `SELECT email, reason, since FROM suppressions WHERE shop_id = $1 AND email = ANY($2) ORDER BY since DESC`,
    values: [shopId, requests.flatMap(({ contact }) => contact?.email ?? [])],
  });
  return new Map(rows.map(({ email, reason, since }) => [email, { reason, since }]));
}
