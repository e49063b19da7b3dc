import type { PoolClient } from "pg";
import { v7 as uuid } from "uuid";
import type { Event, Identity } from "~/events/event";
import { applyEvent, type Contact, newContact } from "./contact";

type IdentityKind = "customer" | "email" | "checkout" | "cart";

/** An event and the person it is about; null while the visitor is unknown. */
export interface PersonalEvent {
  readonly event: Event;
  readonly contact: Contact | null;
  /** Every contact that one of the event's keys belongs to: an order under another address ends their runs too. */
  readonly contactIds: readonly string[];
}

/**
 * Finds or makes the contact of each event, applies what the events say about them, and writes both
 * contacts and identities. Locks the contacts' rows in id order first (DESIGN §3, rule 2). The caller
 * holds the shop's lock, so nobody else makes contacts meanwhile.
 *
 * A person is recognised by customer id, else e-mail, else checkout token, else cart token. Contacts
 * that turn out to be one person are not merged here; events reach the runs of each.
 */
export async function applyToContacts(
  sql: PoolClient,
  shopId: number,
  events: readonly Event[],
  at: Date,
): Promise<PersonalEvent[]> {
  const book = await loadContacts(sql, shopId, events);
  const personal = events.map((event) => {
    const contactId = book.resolve(event.identity, at);
    const contact = contactId === null ? null : book.apply(contactId, event);
    return { event, contactId: contact?.contactId ?? null, contactIds: book.allOf(event.identity) };
  });
  await book.save(sql, shopId);
  // The contact as it is after the whole batch: what follows decides on the newest facts.
  return personal.map(({ event, contactId, contactIds }) => ({
    event,
    contact: contactId === null ? null : book.get(contactId),
    contactIds,
  }));
}

function keysOf(identity: Identity): [IdentityKind, string][] {
  const keys: [IdentityKind, string | null][] = [
    ["customer", identity.customerId],
    ["email", identity.email],
    ["checkout", identity.checkoutToken],
    ["cart", identity.cartToken],
  ];
  return keys.flatMap(([kind, value]) => (value ? [[kind, value] satisfies [IdentityKind, string]] : []));
}

const keyText = (kind: IdentityKind, value: string) => `${kind}:${value}`;

class ContactBook {
  private readonly contacts = new Map<string, Contact>();
  private readonly owners = new Map<string, string>();
  private readonly changedContacts = new Set<string>();
  private readonly changedKeys = new Map<string, { kind: IdentityKind; value: string }>();

  add(contact: Contact): void {
    this.contacts.set(contact.contactId, contact);
  }

  own(kind: IdentityKind, value: string, contactId: string): void {
    this.owners.set(keyText(kind, value), contactId);
  }

  get(contactId: string): Contact {
    const contact = this.contacts.get(contactId);
    if (!contact) throw new Error(`contact ${contactId} is not in this batch`);
    return contact;
  }

  allOf(identity: Identity): string[] {
    const owners = keysOf(identity).map(([kind, value]) => this.owners.get(keyText(kind, value)));
    return [...new Set([...owners, identity.contactId].filter((owner) => owner != null))];
  }

  /** The id of the person, made when a customer id or an e-mail names somebody new; null for a visitor. */
  resolve(identity: Identity, at: Date): string | null {
    if (identity.contactId) return this.contacts.has(identity.contactId) ? identity.contactId : null;
    const contactId = this.find(identity) ?? this.make(identity, at);
    if (contactId === null) return null;
    for (const [kind, value] of keysOf(identity)) {
      const key = keyText(kind, value);
      // A person's own keys stay theirs; a token follows whoever used it last (a corrected address).
      const isToken = kind === "checkout" || kind === "cart";
      if (this.owners.get(key) === contactId || (this.owners.has(key) && !isToken)) continue;
      this.owners.set(key, contactId);
      this.changedKeys.set(key, { kind, value });
    }
    return contactId;
  }

  apply(contactId: string, event: Event): Contact {
    const contact = applyEvent(this.get(contactId), event);
    this.contacts.set(contactId, contact);
    this.changedContacts.add(contactId);
    return contact;
  }

  async save(sql: PoolClient, shopId: number): Promise<void> {
    await saveContacts(
      sql,
      shopId,
      [...this.changedContacts].map((contactId) => this.get(contactId)),
    );
    const identities = [...this.changedKeys].map(([key, { kind, value }]) => ({
      kind,
      value,
      contactId: this.owners.get(key),
    }));
    await saveIdentities(sql, shopId, identities);
  }

  private find({ customerId, email, checkoutToken, cartToken }: Identity): string | null {
    const owner = (kind: IdentityKind, value: string | null) =>
      (value === null ? undefined : this.owners.get(keyText(kind, value))) ?? null;
    const known = owner("customer", customerId) ?? owner("email", email);
    if (known) return known;
    const byToken = owner("checkout", checkoutToken) ?? owner("cart", cartToken);
    if (!byToken) return null;
    // A token leads to its person unless the event names another one.
    const contact = this.get(byToken);
    const isAnother =
      (email !== null && contact.email !== null && contact.email !== email) ||
      (customerId !== null && contact.customerId !== null && contact.customerId !== customerId);
    return isAnother ? null : byToken;
  }

  private make(identity: Identity, at: Date): string | null {
    if (!identity.customerId && !identity.email) return null;
    const contact = newContact(uuid(), at);
    this.contacts.set(contact.contactId, contact);
    return contact.contactId;
  }
}

interface ContactRow extends Contact {
  readonly kind: IdentityKind | null;
  readonly value: string | null;
}

const CONTACT_FIELDS = `c.contact_id AS "contactId", c.customer_id AS "customerId", c.email, c.first_name AS "firstName",
  c.last_name AS "lastName", c.locale, c.country, c.region, c.consent, c.consent_at AS "consentAt",
  c.consent_source AS "consentSource", c.profile_at AS "profileAt", c.created_at AS "createdAt"`;

async function loadContacts(sql: PoolClient, shopId: number, events: readonly Event[]): Promise<ContactBook> {
  const keys = events.flatMap(({ identity }) => keysOf(identity));
  const ids = [...new Set(events.flatMap(({ identity }) => identity.contactId ?? []))];
  const { rows } = await sql.query<ContactRow>({
    name: "contacts-of-keys",
    text: `WITH keys AS (SELECT DISTINCT kind, value FROM unnest($2::text[], $3::text[]) AS k(kind, value)),
      found AS (
        SELECT i.contact_id, i.kind, i.value FROM keys JOIN contact_identities i ON i.shop_id = $1 AND i.kind = keys.kind AND i.value = keys.value
        UNION ALL SELECT id, NULL, NULL FROM unnest($4::uuid[]) AS id)
      SELECT ${CONTACT_FIELDS}, found.kind, found.value FROM found
      JOIN contacts c ON c.shop_id = $1 AND c.contact_id = found.contact_id
      ORDER BY c.contact_id FOR NO KEY UPDATE OF c`,
    values: [shopId, keys.map(([kind]) => kind), keys.map(([, value]) => value), ids],
  });
  const book = new ContactBook();
  for (const { kind, value, ...contact } of rows) {
    book.add(contact);
    if (kind && value) book.own(kind, value, contact.contactId);
  }
  return book;
}

async function saveContacts(sql: PoolClient, shopId: number, contacts: readonly Contact[]): Promise<void> {
  if (contacts.length === 0) return;
  await sql.query({
    name: "contacts-save",
    text: `INSERT INTO contacts AS known (shop_id, contact_id, customer_id, email, first_name, last_name, locale, country, region,
        consent, consent_at, consent_source, profile_at, created_at)
      SELECT $1, "contactId", "customerId", email, "firstName", "lastName", locale, country, region,
        consent, "consentAt", "consentSource", "profileAt", "createdAt"
      FROM json_to_recordset($2) AS r("contactId" uuid, "customerId" text, email text, "firstName" text, "lastName" text,
        locale text, country text, region text, consent text, "consentAt" timestamptz, "consentSource" text,
        "profileAt" timestamptz, "createdAt" timestamptz)
      ON CONFLICT (shop_id, contact_id) DO UPDATE SET customer_id = excluded.customer_id, email = excluded.email,
        first_name = excluded.first_name, last_name = excluded.last_name, locale = excluded.locale,
        country = excluded.country, region = excluded.region, consent = excluded.consent,
        consent_at = excluded.consent_at, consent_source = excluded.consent_source, profile_at = excluded.profile_at`,
    values: [shopId, JSON.stringify(contacts)],
  });
}

async function saveIdentities(
  sql: PoolClient,
  shopId: number,
  identities: readonly { kind: string; value: string; contactId: string | undefined }[],
): Promise<void> {
  if (identities.length === 0) return;
  await sql.query({
    name: "identities-save",
    text: `INSERT INTO contact_identities (shop_id, kind, value, contact_id)
      SELECT $1, kind, value, "contactId" FROM json_to_recordset($2) AS r(kind text, value text, "contactId" uuid)
      ON CONFLICT (shop_id, kind, value) DO UPDATE SET contact_id = excluded.contact_id`,
    values: [shopId, JSON.stringify(identities)],
  });
}
