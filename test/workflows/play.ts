import type { Event } from "~/events/event";
import { aboutOf, isTriggeredBy, runKey } from "~/workflows/about";
import type { WorkflowDefinition } from "~/workflows/definition";
import { hear, start, wake } from "~/workflows/engine";
import type { Heard } from "~/workflows/heard";
import { allSteps } from "~/workflows/program";
import type { Advance, Run } from "~/workflows/run";
import { openRunBook } from "~/workflows/run-book";
import { type Version, versionOf } from "~/workflows/version";
import { contacts, eventOf, factsOf, type Move } from "./a-life";
import { later, noon } from "./happenings";

/** What a run was before something, and what that did to it. */
export interface Change {
  readonly how: "started" | "heard" | "woken";
  readonly version: Version;
  readonly before: Run | null;
  readonly advance: Advance;
  readonly heard: Heard | null;
  readonly at: Date;
}

/** What one event came to. */
export interface Telling {
  readonly heard: Heard;
  readonly at: Date;
  /** The runs that the book found for it, and the change of each; null where it did not concern it. */
  readonly runs: readonly { readonly before: Run; readonly advance: Advance | null }[];
  /** For each workflow that it triggers: what `start` said; empty where the event itself had ended the run. */
  readonly starts: readonly {
    readonly version: Version;
    readonly existing: Run | null;
    readonly advances: readonly Advance[];
  }[];
}

export interface Played {
  readonly versions: readonly Version[];
  readonly changes: readonly Change[];
  readonly tellings: readonly Telling[];
  /** As they are at the end, by id. */
  readonly runs: ReadonlyMap<string, Run>;
}

/** Lives a life with some workflows on, as the worker would: an event is heard by all runs before it starts one. */
export function play(definitions: readonly WorkflowDefinition[], moves: readonly Move[]): Played {
  const versions = definitions.map((definition) => frozen(versionOf(1, definition)));
  const versionFor = ({ workflowId }: Run) => {
    const found = versions.find(({ definition }) => definition.id === workflowId);
    if (!found) throw new Error(`a run of ${workflowId}, which is none of them`);
    return found;
  };
  const book = openRunBook([]);
  const runs = new Map<string, Run>();
  const changes: Change[] = [];
  const tellings: Telling[] = [];
  let now = noon;
  const told: { heard: Heard; move: Move }[] = [];

  const note = (change: Omit<Change, "at">) => {
    book.note([change.advance]);
    // As the database gives it back.
    if (change.advance.run) runs.set(change.advance.run.runId, frozen(change.advance.run));
    changes.push({ ...change, at: now });
  };

  const tell = (heard: Heard, move: Move) => {
    const facts = factsOf(move);
    const contactId = contacts[move.who] ?? null;
    const found = book.concerning(heard).map((before) => {
      const version = versionFor(before);
      const advance = hear(version, before, heard, facts, now);
      if (advance) note({ how: "heard", version, before, advance, heard });
      return { before, advance };
    });
    const ended = new Set(found.flatMap(({ advance }) => (advance?.run?.status === "ended" ? advance.run.runId : [])));
    const starts = versions.flatMap((version) => {
      const { definition } = version;
      if (!isTriggeredBy(definition.trigger, heard.event)) return [];
      const key = runKey(definition.trigger, aboutOf(heard.event, []), contactId);
      const existing = book.latest(definition.id, key);
      if (existing && ended.has(existing.runId)) return [{ version, existing, advances: [] }];
      const rivals = (contactId && definition.group ? book.activeOf(contactId) : []).flatMap((run) => {
        const other = versionFor(run).definition;
        const isRival = other.id !== definition.id && other.group === definition.group;
        return isRival ? [{ run, title: other.title, rank: other.rank }] : [];
      });
      const runId = `run-${runs.size + 1}`;
      const trigger = { event: heard.event, contactId, facts, key, existing, rivals, rank: definition.rank, runId };
      const advances = start(version, trigger, now);
      advances.forEach((advance, index) => {
        const of = index === 0 ? existing : (runs.get(advance.run?.runId ?? "") ?? null);
        note({ how: "started", version: of ? versionFor(of) : version, before: of, advance, heard });
      });
      return [{ version, existing, advances }];
    });
    tellings.push({ heard, at: now, runs: found, starts });
    told.push({ heard, move });
  };

  for (const move of moves) {
    now = later(move.minutes / 60, now);
    if (move.what.kind === "timers") {
      for (const before of runs.values()) {
        const version = versionFor(before);
        note({ how: "woken", version, before, advance: wake(version, before, factsOf(move), now), heard: null });
      }
    } else if (move.what.kind === "again") {
      const last = told.at(-1);
      if (last) tell(last.heard, last.move);
    } else {
      const [first] = versions;
      const event = first && eventOf(move, first.definition.trigger.event, now);
      if (event) tell(heardOf(event, move, runs, versionFor), move);
    }
  }
  return { versions, changes, tellings, runs };
}

/** Wakes a run, at the moments that it asks for, until it ends; throws when it does not want to. */
export function playOut(version: Version, run: Run, wakeFacts: Parameters<typeof wake>[2]): readonly Advance[] {
  const advances: Advance[] = [];
  const most = allSteps(version.definition.steps).length + 1;
  for (let current = run; current.status === "active"; ) {
    if (advances.length > most) throw new Error(`the run still goes on after ${most} wakes`);
    const advance = wake(version, current, wakeFacts, current.wakeAt ?? noon);
    if (!advance.run) throw new Error("a run that is due did not move");
    advances.push(advance);
    current = advance.run;
  }
  return advances;
}

function heardOf(event: Event, move: Move, runs: ReadonlyMap<string, Run>, versionFor: (run: Run) => Version): Heard {
  const contactIds = [contacts[move.who] ?? ""];
  const { what } = move;
  if (what.kind !== "mail") return { event, contactIds, mail: null };
  const run = [...runs.values()][what.run];
  if (!run) return { event, contactIds, mail: null };
  const mails = allSteps(versionFor(run).definition.steps).filter(
    ({ kind }) => kind === (what.name === "question.answered" ? "question" : "send") || kind === "question",
  );
  // Mostly what came of a mail that they got; now and then what cannot be.
  const got = mails.filter(({ name }) => run.state.done.includes(name));
  const likely = got.length > 0 && what.step > 0 ? got : mails;
  const step = likely[what.step % (likely.length || 1)];
  return { event, contactIds, mail: step ? { runId: run.runId, step: step.name } : null };
}

/** A core that is pure changes nothing that it is given. */
function frozen<T>(value: T): T {
  if (typeof value !== "object" || value === null || Object.isFrozen(value)) return value;
  Object.freeze(value);
  for (const inner of Object.values(value)) frozen(inner);
  return value;
}
