import { setTimeout as sleep } from "node:timers/promises";
import { now } from "~/clock";
import { contactsByIds } from "~/contacts/contact-batch";
import { pool, transaction } from "~/db.server";
import { storeEvents } from "~/events/store-events";
import { log } from "~/log.server";
import { runWorkflowsOnEvents } from "~/workflows/run-workflows";
import { lockShop } from "./lock-shop";
import { dates, inactive, type Look, replenishment } from "./sweep-looks";
import { claimSweep, dueSweeps, finishSweep, keepCursor, putOffSweep, type Sweep } from "./sweep-store";

/** Contacts whom a batch tells of: a second in which the shop's inbox waits. */
const BATCH = 500;

/** While another worker walks the shop's inbox a batch waits so long, so often. */
const PAUSE_MS = 50;
const MOST_PAUSES = 100;

/**
 * The daily look over the shops' contacts, early in the morning of each one's zone: who is inactive, whose day it is, what
 * is used up. Returns how many looks it did. What is said of a batch of contacts, what workflows do about it, and how far
 * the look has come are one commit, so that a kill neither loses nor repeats anything.
 */
export async function sweepContacts(): Promise<number> {
  const at = now();
  let done = 0;
  for (const due of await dueSweeps(at)) {
    const sweep = await claimSweep(due, at);
    if (!sweep) continue;
    await lookOver(sweep, at);
    done += 1;
  }
  return done;
}

async function lookOver(sweep: Sweep, at: Date): Promise<void> {
  const { shopId, kind, day } = sweep;
  try {
    await walkBy(sweep, at);
  } catch (error) {
    // Its lease runs out and another try follows; the other shops go on meanwhile.
    log.error({ shopId, kind, day, error: error instanceof Error ? error.stack : String(error) }, "contacts not swept");
  }
}

function walkBy(sweep: Sweep, at: Date): Promise<void> {
  switch (sweep.kind) {
    case "inactive":
      return walk(sweep, inactive, at);
    case "dates":
      return walk(sweep, dates, at);
    case "replenishment":
      return walk(sweep, replenishment, at);
  }
}

async function walk<T extends { readonly contactId: string }>(sweep: Sweep, look: Look<T>, at: Date): Promise<void> {
  const { found, next } = await transaction(async (sql) => {
    await sql.query("SET LOCAL work_mem = '64MB'");
    return look.find(sql, sweep, at);
  });
  let { cursor } = sweep;
  for (const batch of batchesOf(found)) {
    const upTo = look.isInOrder ? (batch.at(-1)?.contactId ?? cursor) : null;
    if (!(await tellWhenFree(sweep, look, batch, { from: cursor, to: upTo }, at))) return putOffSweep(sweep);
    cursor = upTo;
  }
  if (next === null) return finishSweep(sweep, at);
  await keepCursor(pool, sweep, cursor, next);
  await putOffSweep(sweep);
}

interface Way {
  readonly from: string | null;
  readonly to: string | null;
}

async function tellWhenFree<T extends { readonly contactId: string }>(
  sweep: Sweep,
  look: Look<T>,
  batch: readonly T[],
  way: Way,
  at: Date,
): Promise<boolean> {
  for (let pauses = 0; pauses < MOST_PAUSES; pauses += 1) {
    if (await tell(sweep, look, batch, way, at)) return true;
    await sleep(PAUSE_MS);
  }
  return false;
}

/** False when another worker has the shop. */
function tell<T extends { readonly contactId: string }>(
  sweep: Sweep,
  look: Look<T>,
  batch: readonly T[],
  { from, to }: Way,
  at: Date,
): Promise<boolean> {
  const { shopId } = sweep;
  return transaction(async (sql) => {
    if (!(await lockShop(sql, shopId))) return false;
    await keepCursor(sql, sweep, from, to);
    const contacts = await contactsByIds(sql, shopId, [...new Set(batch.map(({ contactId }) => contactId))]);
    const known = batch.filter(({ contactId }) => contacts.has(contactId));
    const noticed = await look.tell(sql, sweep, known, contacts, at);
    await storeEvents(sql, shopId, noticed);
    const events = noticed.map(({ event, contactId }) => {
      return { event, contact: contacts.get(contactId) ?? null, contactIds: [contactId] };
    });
    await runWorkflowsOnEvents(sql, shopId, events, at);
    return true;
  });
}

/** Batches that end between two contacts: what is said of one is one commit. */
function* batchesOf<T extends { readonly contactId: string }>(found: readonly T[]): Generator<readonly T[]> {
  let start = 0;
  while (start < found.length) {
    let end = Math.min(start + BATCH, found.length);
    while (end < found.length && found[end]?.contactId === found[end - 1]?.contactId) end += 1;
    yield found.slice(start, end);
    start = end;
  }
}
