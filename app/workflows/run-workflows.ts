import type { PoolClient } from "pg";
import { v7 as uuid } from "uuid";
import type { PersonalEvent } from "~/contacts/contact-batch";
import { aboutOf, isTriggeredBy, runKey } from "./about";
import { hear, isListening, type Rival, start, wake } from "./engine";
import type { FactKind, Facts } from "./facts";
import type { Heard } from "./heard";
import { type FactsRequest, loadFacts } from "./load-facts";
import type { Run } from "./run";
import { openRunBook, type RunBook } from "./run-book";
import { claimDueRuns, loadRuns, mailsOf } from "./run-store";
import { storeAdvances } from "./store-advances";
import type { Version } from "./version";
import { type LiveVersion, liveVersions, pinnedVersions } from "./versions";

/** An event as runs hear it, with the workflows that it triggers. */
interface Telling {
  readonly heard: Heard;
  readonly contactId: string | null;
  readonly triggers: readonly { readonly live: LiveVersion; readonly key: string | null }[];
}

/** Feeds a batch of events to the workflows of a shop and writes what follows, in the caller's transaction. */
export async function runWorkflowsOnEvents(
  sql: PoolClient,
  shopId: number,
  events: readonly PersonalEvent[],
  at: Date,
): Promise<void> {
  const live = await liveVersions(sql, shopId);
  const tellings = await tellingsOf(sql, shopId, live, events);
  const runs = await loadRuns(sql, shopId, {
    contactIds: [...new Set(tellings.flatMap(({ heard }) => heard.contactIds))],
    keys: [...new Set(tellings.flatMap(keysOf))],
    runIds: [...new Set(tellings.flatMap(({ heard }) => heard.mail?.runId ?? []))],
  });
  if (runs.length === 0 && tellings.every(({ triggers }) => triggers.length === 0)) return;
  const versionOf = await pinnedVersions(sql, shopId, [
    ...runs,
    ...live.map(({ version }) => ({ workflowId: version.definition.id, version: version.version })),
  ]);
  const book = openRunBook(runs);
  const known = await factsFor(sql, shopId, tellings, book, versionOf);
  for (const telling of tellings) {
    const ended = hearAll(telling, book, known, versionOf, at);
    startAll(telling, book, known, { live, versionOf, ended, at });
  }
  await storeAdvances(sql, shopId, book.advances(), at);
}

/** Moves the shop's due runs on; returns how many. */
export async function wakeDueRuns(sql: PoolClient, shopId: number, at: Date, limit: number): Promise<number> {
  const runs = await claimDueRuns(sql, shopId, at, limit);
  if (runs.length === 0) return 0;
  const versionOf = await pinnedVersions(sql, shopId, runs);
  const known = await runFacts(sql, shopId, runs, versionOf);
  const advances = runs.map((run) => wake(versionOf(run), run, known.get(run.runId) ?? noFacts, at));
  await storeAdvances(sql, shopId, advances, at);
  return runs.length;
}

const noFacts: Facts = { contact: null, orders: [], segments: new Map(), products: new Map() };

type VersionOf = (run: Pick<Run, "workflowId" | "version">) => Version;

/** The runs that an event ended, turned or told something; returns the ids of those that it ended. */
function hearAll({ heard }: Telling, book: RunBook, known: Known, versionOf: VersionOf, at: Date): ReadonlySet<string> {
  const advances = book.concerning(heard).flatMap((run) => {
    const facts = known.ofRun.get(run.runId) ?? noFacts;
    return hear(versionOf(run), run, heard, facts, at) ?? [];
  });
  book.note(advances);
  return new Set(advances.flatMap(({ run }) => (run?.status === "ended" ? [run.runId] : [])));
}

interface Starting {
  readonly live: readonly LiveVersion[];
  readonly versionOf: VersionOf;
  /** The runs that this very event ended: that is its outcome for them. */
  readonly ended: ReadonlySet<string>;
  readonly at: Date;
}

function startAll(telling: Telling, book: RunBook, known: Known, starting: Starting): void {
  const { heard, contactId, triggers } = telling;
  const facts = known.ofEvent.get(heard) ?? noFacts;
  for (const { live, key } of triggers) {
    const existing = book.latest(live.version.definition.id, key);
    if (existing && starting.ended.has(existing.runId)) continue;
    const rivals = contactId === null ? [] : rivalsOf(live.version, book.activeOf(contactId), starting);
    const trigger = { event: heard.event, contactId, facts, key, existing, rivals, rank: live.rank, runId: uuid() };
    const advances = start(live.version, trigger, starting.at);
    book.note(advances);
    const [own] = advances;
    if (own?.run) known.ofRun.set(own.run.runId, facts);
  }
}

function rivalsOf({ definition }: Version, active: readonly Run[], { live, versionOf }: Starting): Rival[] {
  if (definition.group === undefined) return [];
  return active.flatMap((run) => {
    const other = versionOf(run).definition;
    if (other.id === definition.id || other.group !== definition.group) return [];
    const rank = live.find(({ version }) => version.definition.id === other.id)?.rank ?? other.rank;
    return [{ run, title: other.title, rank }];
  });
}

async function tellingsOf(
  sql: PoolClient,
  shopId: number,
  live: readonly LiveVersion[],
  events: readonly PersonalEvent[],
): Promise<Telling[]> {
  const messageIds = events.flatMap(({ event }) => ("messageId" in event.data ? event.data.messageId : []));
  const mails = await mailsOf(sql, shopId, messageIds);
  return events.map(({ event, contact, contactIds }) => {
    const contactId = contact?.contactId ?? null;
    const mail = "messageId" in event.data ? (mails.get(event.data.messageId) ?? null) : null;
    return {
      heard: { event, contactIds: contactId === null ? contactIds : [...new Set([contactId, ...contactIds])], mail },
      contactId,
      triggers: live
        .filter(({ version }) => isTriggeredBy(version.definition.trigger, event))
        .map((one) => ({
          live: one,
          key: runKey(one.version.definition.trigger, aboutOf(event, []), contactId),
        })),
    };
  });
}

/** By what runs of an event may be found beside its contacts: what it triggers, and what it is about. */
function keysOf({ heard: { event }, triggers }: Telling): string[] {
  const { checkoutToken, cartToken } = event.identity;
  const orderId = "orderId" in event.data ? event.data.orderId : null;
  return [...triggers.map(({ key }) => key), checkoutToken, cartToken, orderId].flatMap((key) => key ?? []);
}

/** What was loaded for a batch: for the events that trigger something, and for the runs that may walk on. */
interface Known {
  readonly ofEvent: ReadonlyMap<Heard, Facts>;
  readonly ofRun: Map<string, Facts>;
}

async function factsFor(
  sql: PoolClient,
  shopId: number,
  tellings: readonly Telling[],
  book: RunBook,
  versionOf: VersionOf,
): Promise<Known> {
  const listening = tellings.flatMap(({ heard }) =>
    book.concerning(heard).filter((run) => isListening(versionOf(run), run, heard)),
  );
  const triggering = tellings.filter(({ triggers }) => triggers.length > 0);
  const requests = triggering.map(({ heard: { event }, contactId }) => ({
    contactId,
    email: event.identity.email,
    about: aboutOf(event, []),
    since: event.occurredAt,
  }));
  const programs = triggering.flatMap(({ triggers }) => triggers.map(({ live }) => live.version.program));
  const facts = await loadFacts(sql, shopId, requests, new Set(programs.flatMap(({ reads }) => [...reads])), [
    ...new Set(programs.flatMap(({ segmentIds }) => segmentIds)),
  ]);
  return {
    ofEvent: new Map(triggering.map(({ heard }, index) => [heard, facts[index] ?? noFacts])),
    ofRun: await runFacts(sql, shopId, listening, versionOf),
  };
}

/**
 * The facts for runs that go on from where they rest, by run id. One that is named twice may be further on when the
 * second comes: it must know whatever its version asks anywhere.
 */
async function runFacts(
  sql: PoolClient,
  shopId: number,
  runs: readonly Run[],
  versionOf: VersionOf,
): Promise<Map<string, Facts>> {
  const kinds = new Set<FactKind>();
  const segmentIds = new Set<string>();
  const reading = [...new Set(runs)].filter((run) => {
    const { program } = versionOf(run);
    const isTwice = runs.indexOf(run) !== runs.lastIndexOf(run);
    const reads = (isTwice ? program : program.nodes.get(run.state.step ?? ""))?.reads ?? new Set();
    for (const kind of reads) kinds.add(kind);
    if (reads.has("segments")) for (const id of program.segmentIds) segmentIds.add(id);
    return reads.size > 0;
  });
  const requests = reading.map(
    ({ contactId, state, triggeredAt }): FactsRequest => ({
      contactId,
      email: null,
      about: state.about,
      since: triggeredAt,
    }),
  );
  const facts = await loadFacts(sql, shopId, requests, kinds, [...segmentIds]);
  return new Map(reading.map(({ runId }, index) => [runId, facts[index] ?? noFacts]));
}
