import type { PoolClient } from "pg";
import { now } from "~/clock";
import { applyToContacts, type PersonalEvent } from "~/contacts/contact-batch";
import { storePrivacyRequests } from "~/contacts/privacy-requests";
import { membershipEvents } from "~/contacts/segments/membership-events";
import { stageEvents } from "~/contacts/stage-events";
import { storeCheckoutsAndOrders } from "~/contacts/store-orders";
import { transaction } from "~/db.server";
import { liftUnsubscribed } from "~/delivery/lift-unsubscribed";
import { storeProviderClicks } from "~/delivery/provider-clicks";
import { applyProviderEvents } from "~/delivery/provider-events";
import { liftSunsets } from "~/delivery/sunset";
import type { Delivery } from "~/events/delivery";
import type { Event } from "~/events/event";
import { claimDeliveries, finishDeliveries, parkDelivery, readDeliveries, takeUpDeliveries } from "~/events/inbox";
import { readSendgridClick } from "~/events/sendgrid-click";
import { readCatalogueNews } from "~/events/shopify/catalogue-news";
import { storeEvents } from "~/events/store-events";
import { log } from "~/log.server";
import { followCatalogue } from "~/recommendations/follow-catalogue";
import { endMergedRuns } from "~/workflows/end-merged-runs";
import { runWorkflowsOnEvents } from "~/workflows/run-workflows";
import { completeMailEvents } from "./complete-mail-events";
import { completeOrderEvents } from "./complete-order-events";
import { followShop } from "./follow-shop";
import { nudgeImports } from "./import-store";
import { isDatabaseDown } from "./is-database-down";
import { lockShop } from "./lock-shop";
import { signsOfLife } from "./signs-of-life";

/** Large enough that a batch's fixed queries cost little a delivery, small enough that other shops come soon. */
const BATCH = 250;

type Topics = readonly string[] | null;

/**
 * Processes the shop's next deliveries, received up to `until`, in one transaction: contacts, events,
 * runs, messages and decisions become true together with the inbox rows' end. Returns how many it took;
 * 0 when none waits or another worker has the shop. `topics` null: all that wait.
 */
export async function processInbox(shopId: number, until: Date, topics: Topics = null): Promise<number> {
  try {
    return await transaction((sql) => processBatch(sql, shopId, until, topics));
  } catch (error) {
    if (isDatabaseDown(error)) throw error;
    log.warn({ shopId, error: messageOf(error) }, "a batch of deliveries failed; taking them one by one");
    return processSingly(shopId, until, topics);
  }
}

async function processBatch(sql: PoolClient, shopId: number, until: Date, topics: Topics): Promise<number> {
  if (!(await lockShop(sql, shopId))) return 0;
  const deliveries = await claimDeliveries(sql, shopId, until, BATCH, topics);
  await processDeliveries(sql, shopId, deliveries);
  return deliveries.length;
}

async function processDeliveries(sql: PoolClient, shopId: number, deliveries: readonly Delivery[]): Promise<void> {
  if (deliveries.length === 0) return;
  const at = now();
  const told = await completeOrderEvents(sql, shopId, await readDeliveries(sql, shopId, deliveries));
  const read = await completeMailEvents(sql, shopId, told);
  // By the source's clock, so that a batch that arrived in disorder is walked in order.
  const events = read.flatMap(({ events }) => events).sort((a, b) => (a.sourceOrder < b.sourceOrder ? -1 : 1));
  const personal = await applyToContacts(sql, shopId, events, at);
  await storeCheckoutsAndOrders(sql, shopId, personal);
  await takeUpDeliveries(sql, shopId, toldOrders(events));
  await followCatalogue(
    sql,
    shopId,
    read.flatMap(({ delivery }) => readCatalogueNews(delivery) ?? []),
    at,
  );
  await storeEvents(
    sql,
    shopId,
    personal.map(({ event, contact }) => ({ event, contactId: contact?.contactId ?? null })),
  );
  await applyProviderEvents(sql, shopId, events, at);
  await storeProviderClicks(
    sql,
    shopId,
    read.flatMap(({ delivery }) => readSendgridClick(delivery) ?? []),
  );
  await liftUnsubscribed(sql, shopId, newSubscribers(personal));
  await liftSunsets(sql, shopId, signsOfLife(personal));
  await followShop(sql, shopId, events, at);
  await storePrivacyRequests(
    sql,
    shopId,
    read.map(({ delivery }) => delivery),
  );
  await endMergedRuns(sql, shopId, personal, at);
  const staged = await stageEvents(sql, shopId, personal, at);
  const moved = await membershipEvents(sql, shopId, personal, at);
  await runWorkflowsOnEvents(sql, shopId, [...personal, ...staged, ...moved], at);
  if (deliveries.some(({ topic }) => topic === "bulk_operations/finish")) await nudgeImports(sql, shopId);
  await finishDeliveries(
    sql,
    shopId,
    read.map(({ delivery }) => delivery),
  );
}

function toldOrders(events: readonly Event[]): string[] {
  return events.flatMap((event) =>
    event.name === "order.created" || event.name === "order.updated" ? [event.data.orderId] : [],
  );
}

/** Who agreed anew, by the address that they said it of, and when. */
function newSubscribers(personal: readonly PersonalEvent[]) {
  return personal.flatMap(({ event, contact }) => {
    if (event.name !== "consent.changed" || event.data.state !== "SUBSCRIBED") return [];
    const email = event.identity.email ?? contact?.email;
    return email ? [{ email, at: new Date(event.data.at) }] : [];
  });
}

/** Finds the delivery that made its batch fail, and parks it with the reason; the others go through. */
async function processSingly(shopId: number, until: Date, topics: Topics): Promise<number> {
  for (let taken = 0; taken < BATCH; taken += 1) {
    const took = await transaction(async (sql) => {
      if (!(await lockShop(sql, shopId))) return 0;
      const [delivery] = await claimDeliveries(sql, shopId, until, 1, topics);
      if (!delivery) return 0;
      await sql.query("SAVEPOINT one");
      try {
        await processDeliveries(sql, shopId, [delivery]);
      } catch (error) {
        if (isDatabaseDown(error)) throw error;
        await sql.query("ROLLBACK TO SAVEPOINT one");
        log.error(
          { shopId, source: delivery.source, deliveryId: delivery.deliveryId, error: messageOf(error) },
          "delivery parked",
        );
        await parkDelivery(sql, shopId, delivery, `could not be processed: ${messageOf(error)}`);
      }
      return 1;
    });
    if (took === 0) return taken;
  }
  return BATCH;
}

const messageOf = (error: unknown) => (error instanceof Error ? error.message : String(error));
