import { DateTime } from "luxon";
import type { Event, EventName } from "~/events/event";
import { aboutOf, runKey } from "~/workflows/about";
import type { WorkflowDefinition } from "~/workflows/definition";
import { hear, start, wake } from "~/workflows/engine";
import type { Facts } from "~/workflows/facts";
import type { Advance, Decision, Run } from "~/workflows/run";
import { versionOf } from "~/workflows/version";
import { happened, ofMail } from "./happenings";

/** One contact's way through one workflow, told as it goes: "23 Nov 13:00 queued reminder". In UTC. */
export interface Story {
  /** Every decision so far; one that waits says until when, one that forks which way. */
  readonly told: readonly string[];
  /** Lets time pass, waking the run whenever it is due. What is known from here on may change. */
  until(at: Date, facts?: Facts): Story;
  /** Something happens to them. */
  hears(event: Event): Story;
  /** They do something in one of the run's mails. */
  inMail(name: Extract<EventName, "email.clicked" | "email.opened">, step: string, at: Date): Story;
  answers(step: string, answer: string, at: Date): Story;
}

/** Begins a story: the contact Ada, about whom this is known, does what the workflow starts on. */
export function story(definition: WorkflowDefinition, event: Event, known: Facts): Story {
  const version = versionOf(1, definition);
  const key = runKey(definition.trigger, aboutOf(event, version.program.fields), "ada");
  const told: string[] = [];
  let facts = known;
  let run: Run | null = null;

  const follow = (advance: Advance | null | undefined, at: Date) => {
    for (const decision of advance?.decisions ?? []) told.push(`${moment(at)} ${words(decision)}`);
    run = advance?.run ?? run;
  };
  const trigger = {
    event,
    contactId: "ada",
    facts,
    key,
    existing: null,
    rivals: [],
    rank: definition.rank,
    runId: "run",
  };
  follow(start(version, trigger, event.occurredAt)[0], event.occurredAt);

  const hears = (event: Event, step: string | null) => {
    const at = event.occurredAt;
    self.until(at);
    const mail = step === null ? null : { runId: "run", step };
    if (run) follow(hear(version, run, { event, contactIds: ["ada"], mail }, facts, at), at);
    return self;
  };
  const self: Story = {
    told,
    until(at, from = facts) {
      facts = from;
      while (run?.wakeAt && run.wakeAt <= at) follow(wake(version, run, facts, run.wakeAt), run.wakeAt);
      return self;
    },
    hears: (event) => hears(event, null),
    inMail: (name, step, at) => hears(happened({ name, data: ofMail }, at), step),
    answers: (step, answer, at) =>
      hears(happened({ name: "question.answered", data: { messageId: "m", answer } }, at), step),
  };
  return self;
}

function words({ outcome, step, rule, values }: Decision): string {
  switch (outcome) {
    case "waiting":
      return `${step}: waits until ${moment(new Date(String(values.until)))}`;
    case "branched":
      return `${step}: ${values.way}`;
    case "queued":
      return `mail ${step}`;
    case "ended":
    case "not-started":
      return `${outcome}: ${rule}`;
    default:
      return step === null ? outcome : `${outcome} ${step}`;
  }
}

const moment = (at: Date) => DateTime.fromJSDate(at, { zone: "utc" }).setLocale("en").toFormat("d LLL HH:mm");
