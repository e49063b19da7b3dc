import type { PoolClient } from "pg";
import { v7 as uuid } from "uuid";
import type { PersonalEvent } from "~/contacts/contact-batch";
import type { TriggerEvent } from "./conditions";
import { exitOn, trigger, type Version, wake } from "./engine";
import type { Facts } from "./facts";
import { loadFacts } from "./load-facts";
import type { Advance } from "./run";
import { claimDueRuns, loadRuns, storeAdvances } from "./run-store";
import { audienceSegment } from "./segment-audience";
import { liveVersions, versionsOf } from "./versions";

interface TriggerCase {
  readonly version: Version;
  readonly event: TriggerEvent;
  readonly facts: Facts;
}

/** Feeds a batch of events to the workflows of a shop and writes what follows, in the caller's transaction. */
export async function runWorkflowsOnEvents(
  sql: PoolClient,
  shopId: number,
  events: readonly PersonalEvent[],
  at: Date,
): Promise<void> {
  const live = await liveVersions(sql, shopId);
  const cases = await triggerCases(sql, shopId, live, events);
  const runs = await loadRuns(
    sql,
    shopId,
    [...new Set(events.flatMap(({ contactIds, contact }) => [...contactIds, ...(contact ? [contact.contactId] : [])]))],
    [...new Set(events.flatMap(({ event }) => event.identity.checkoutToken ?? []))],
  );
  if (runs.length === 0 && cases.size === 0) return;
  const pinned = new Map(
    (await versionsOf(sql, shopId, runs)).map((version) => [`${version.definition.id}/${version.version}`, version]),
  );
  for (const version of live) pinned.set(`${version.definition.id}/${version.version}`, version);

  // One run a workflow and key: the unique index says so, and so does this map.
  const current = new Map(runs.map((run) => [runKey(run.workflowId, run.key), run]));
  const advances: Advance[] = [];
  const apply = (advance: Advance) => {
    if (advance.run) current.set(runKey(advance.run.workflowId, advance.run.key), advance.run);
    advances.push(advance);
  };
  for (const personal of events) {
    for (const run of current.values()) {
      const version = pinned.get(`${run.workflowId}/${run.version}`);
      const exit = version && exitOn(version.definition, run, personal.event, personal.contactIds, at);
      if (exit) apply(exit);
    }
    for (const { version, event, facts } of cases.get(personal) ?? []) {
      const existing = current.get(runKey(version.definition.id, event.data.token)) ?? null;
      const contactId = personal.contact?.contactId ?? null;
      apply(trigger(version, { event, contactId, facts, existing, runId: uuid() }, at));
    }
  }
  await storeAdvances(sql, shopId, advances, at);
}

/** Moves the shop's due runs on; returns how many. */
export async function wakeDueRuns(sql: PoolClient, shopId: number, at: Date, limit: number): Promise<number> {
  const runs = await claimDueRuns(sql, shopId, at, limit);
  if (runs.length === 0) return 0;
  const versions = new Map(
    (await versionsOf(sql, shopId, runs)).map((version) => [`${version.definition.id}/${version.version}`, version]),
  );
  const advances = runs.flatMap((run) => {
    const version = versions.get(`${run.workflowId}/${run.version}`);
    return version ? [wake(version.definition, run, at)] : [];
  });
  await storeAdvances(sql, shopId, advances, at);
  return runs.length;
}

async function triggerCases(
  sql: PoolClient,
  shopId: number,
  live: readonly Version[],
  events: readonly PersonalEvent[],
): Promise<Map<PersonalEvent, TriggerCase[]>> {
  const met = events.flatMap((personal) => {
    const { event } = personal;
    if (event.name !== "checkout.updated") return [];
    const versions = live.filter(({ definition }) => definition.trigger.event === event.name);
    return versions.length > 0 ? [{ personal, event, versions }] : [];
  });
  const facts = await loadFacts(
    sql,
    shopId,
    met.map(({ personal, event }) => ({ contact: personal.contact, event })),
    live.flatMap(({ definition }) => audienceSegment(definition) ?? []),
  );
  return new Map(
    met.map(({ personal, event, versions }, index) => {
      const known = facts[index];
      return [personal, known ? versions.map((version) => ({ version, event, facts: known })) : []];
    }),
  );
}

const runKey = (workflowId: string, key: string) => `${workflowId}/${key}`;
