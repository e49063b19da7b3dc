import type { PoolClient } from "pg";
import type { ContactFacts, FactKind, Facts, OrderFact, ProductFact, SegmentFact } from "./facts";
import type { About } from "./run";

/** Whose facts are wanted, and what they must be about. */
export interface FactsRequest {
  readonly contactId: string | null;
  /** The address that the event named, where it is not the contact's first. */
  readonly email: string | null;
  readonly about: About;
  /** Orders from here on answer it. */
  readonly since: Date;
}

interface OrderRow extends OrderFact {
  readonly contactId: string | null;
  readonly email: string | null;
}

/** Recent enough to answer anything, and bounded: a contact with thousands of orders costs no more. */
const ORDERS_BEFORE_DAYS = 30;

/** The facts for each request, with one query a kind for the whole batch; kinds that nobody reads are not loaded. */
export async function loadFacts(
  sql: PoolClient,
  shopId: number,
  requests: readonly FactsRequest[],
  kinds: ReadonlySet<FactKind>,
  /** The segments that the conditions in question ask for. */
  segmentIds: readonly string[],
): Promise<Facts[]> {
  if (requests.length === 0 || kinds.size === 0) return requests.map(() => nothing);
  const contacts = await loadContacts(sql, shopId, requests);
  const orders = kinds.has("orders") ? await loadOrders(sql, shopId, requests, contacts) : null;
  const segments = kinds.has("segments") ? await loadSegments(sql, shopId, requests, segmentIds) : null;
  const products = kinds.has("products") ? await loadProducts(sql, shopId, requests) : null;
  return requests.map((request) => ({
    contact: contacts.get(request.contactId ?? "") ?? null,
    orders: orders?.(request) ?? [],
    segments: segments?.(request.contactId) ?? nothing.segments,
    products: products ?? nothing.products,
  }));
}

const nothing: Facts = { contact: null, orders: [], segments: new Map(), products: new Map() };

async function loadContacts(
  sql: PoolClient,
  shopId: number,
  requests: readonly FactsRequest[],
): Promise<Map<string, ContactFacts>> {
  const { rows } = await sql.query<Omit<ContactFacts, "suppression"> & { reason: string | null; since: Date }>({
    name: "facts-contacts",
    // The newest suppression alone: a sub-select costs nothing for the many who have none.
    text: `SELECT c.contact_id AS "contactId", c.email, c.consent, c.consent_at AS "consentAt",
        c.consent_source AS "consentSource", c.country, c.region, c.city, c.locale,
        coalesce(c.timezone, s.timezone) AS zone, c.stage, c.orders_count AS "ordersCount", u.reason, u.since
      FROM contacts c JOIN shops s ON s.shop_id = c.shop_id
      LEFT JOIN LATERAL (SELECT reason, since FROM suppressions x WHERE x.shop_id = c.shop_id AND x.email = c.email
        ORDER BY since DESC LIMIT 1) u ON true
      WHERE c.shop_id = $1 AND c.contact_id = ANY($2::uuid[])`,
    values: [shopId, distinct(requests.flatMap(({ contactId }) => contactId ?? []))],
  });
  return new Map(
    rows.map(({ reason, since, ...contact }) => [
      contact.contactId,
      { ...contact, suppression: reason === null ? null : { reason, since } },
    ]),
  );
}

async function loadOrders(
  sql: PoolClient,
  shopId: number,
  requests: readonly FactsRequest[],
  contacts: ReadonlyMap<string, ContactFacts>,
): Promise<(request: FactsRequest) => OrderFact[]> {
  const emailsOf = ({ contactId, email }: FactsRequest) =>
    distinct([email, contacts.get(contactId ?? "")?.email].flatMap((one) => one ?? []));
  const oldest = Math.min(...requests.map(({ since }) => since.getTime()));
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
    values: [
      shopId,
      distinct(requests.flatMap(({ contactId }) => contactId ?? [])),
      distinct(requests.flatMap(emailsOf)),
      distinct(requests.flatMap(({ about }) => about.checkoutToken ?? [])),
      distinct(requests.flatMap(({ about }) => about.cartToken ?? [])),
      new Date(oldest - ORDERS_BEFORE_DAYS * 86_400_000),
    ],
  });
  const by = <K extends keyof OrderRow>(key: K) => Map.groupBy(rows, (row) => row[key]);
  const byContact = by("contactId");
  const byEmail = by("email");
  const byCheckout = by("checkoutToken");
  const byCart = by("cartToken");
  return (request) => {
    const { contactId, about } = request;
    const found = [
      ...(contactId ? (byContact.get(contactId) ?? []) : []),
      ...emailsOf(request).flatMap((email) => byEmail.get(email) ?? []),
      ...(about.checkoutToken ? (byCheckout.get(about.checkoutToken) ?? []) : []),
      ...(about.cartToken ? (byCart.get(about.cartToken) ?? []) : []),
    ];
    return [...new Set(found)].sort((a, b) => b.placedAt.getTime() - a.placedAt.getTime());
  };
}

async function loadSegments(
  sql: PoolClient,
  shopId: number,
  requests: readonly FactsRequest[],
  segmentIds: readonly string[],
): Promise<(contactId: string | null) => Map<string, SegmentFact>> {
  const { rows } = await sql.query<{
    segmentId: string;
    name: string;
    contactId: string | null;
    enteredAt: Date | null;
  }>({
    name: "facts-segments",
    text: `SELECT s.segment_id AS "segmentId", s.name, m.contact_id AS "contactId", m.entered_at AS "enteredAt"
      FROM segments s LEFT JOIN segment_members m
        ON m.shop_id = s.shop_id AND m.segment_id = s.segment_id AND m.contact_id = ANY($3::uuid[])
      WHERE s.shop_id = $1 AND s.segment_id = ANY($2::uuid[])`,
    values: [shopId, segmentIds, distinct(requests.flatMap(({ contactId }) => contactId ?? []))],
  });
  const names = new Map(rows.map(({ segmentId, name }) => [segmentId, name]));
  const memberships = Map.groupBy(rows, ({ contactId }) => contactId);
  return (contactId) => {
    const theirs = contactId === null ? [] : (memberships.get(contactId) ?? []);
    const since = new Map(theirs.map(({ segmentId, enteredAt }) => [segmentId, enteredAt]));
    return new Map([...names].map(([id, name]) => [id, { name, memberSince: since.get(id) ?? null }]));
  };
}

async function loadProducts(
  sql: PoolClient,
  shopId: number,
  requests: readonly FactsRequest[],
): Promise<Map<string, ProductFact>> {
  const { rows } = await sql.query<ProductFact & { productId: string }>({
    name: "facts-products",
    text: `SELECT product_id AS "productId", title, type, tags, collections FROM products
      WHERE shop_id = $1 AND product_id = ANY($2)`,
    values: [shopId, distinct(requests.flatMap(({ about }) => about.productIds))],
  });
  return new Map(rows.map(({ productId, ...product }) => [productId, product]));
}

const distinct = (values: readonly string[]): string[] => [...new Set(values)];
