import type { PoolClient } from "pg";
import { type MailOwners, mailOwners } from "~/delivery/mail-owners";
import type { Event } from "~/events/event";
import { nobody } from "~/events/frame";
import type { ReadDelivery } from "~/events/inbox";

/**
 * SendGrid names a mail by our id of it alone. Fills in whose it is, from the mail's row. A mail that this shop has not
 * sent, or whose person was erased, tells nothing: its delivery is done, and no event comes of it.
 */
export async function completeMailEvents(
  sql: PoolClient,
  shopId: number,
  read: readonly ReadDelivery[],
): Promise<ReadDelivery[]> {
  const ids = read.flatMap(({ delivery, events }) =>
    delivery.source === "sendgrid" ? events.flatMap((event) => mailOf(event) ?? []) : [],
  );
  if (ids.length === 0) return [...read];
  const owners = await mailOwners(sql, shopId, [...new Set(ids)]);
  return read.map(({ delivery, events }) =>
    delivery.source === "sendgrid"
      ? { delivery, events: events.flatMap((event) => completed(event, owners) ?? []) }
      : { delivery, events },
  );
}

function mailOf({ data }: Event): string | null {
  if ("messageId" in data) return data.messageId;
  return "mail" in data ? (data.mail ?? null) : null;
}

function completed(event: Event, owners: MailOwners): Event | null {
  const contactId = owners.get(mailOf(event) ?? "");
  return contactId === undefined ? null : { ...event, identity: { ...nobody, contactId } };
}
