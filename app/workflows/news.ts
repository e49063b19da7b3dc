import type { Event } from "~/events/event";
import { ask } from "./conditions";
import type { WaitForStep } from "./definition";
import type { Facts } from "./facts";
import { fieldOf, passes } from "./field-test";
import type { Heard } from "./heard";
import type { Fork, Node, Program } from "./program";
import type { About, Run } from "./run";

/**
 * What an event tells a run about its own mails and waits, as it is remembered; null when nothing. What happens to the
 * run's own order counts for a wait that is still ahead, too: a parcel may be quicker than the mails.
 */
export function newsOf({ step }: Node, { awaits }: Program, run: Run, heard: Heard): string | null {
  const { event, mail } = heard;
  if (mail?.runId === run.runId) {
    if (event.name === "email.clicked") return `clicked:${mail.step}`;
    if (event.name === "email.opened") return `opened:${mail.step}`;
    if (event.name === "question.answered") return `answered:${mail.step}:${event.data.answer}`;
  }
  const here = step.kind === "wait-for" && isAwaited(step, run, heard) ? step : undefined;
  const awaited =
    here ?? (isOfItsOrder(event, run.state.about) ? awaits.find((one) => isAwaited(one, run, heard)) : undefined);
  return awaited ? `happened:${awaited.name}` : null;
}

function isAwaited(step: WaitForStep, run: Run, { event, contactIds }: Heard): boolean {
  if (step.event !== event.name || !contactIds.includes(run.contactId)) return false;
  if (event.occurredAt < run.triggeredAt || !isAboutSame(event, run.state.about)) return false;
  return step.where.every((test) => passes(test, fieldOf(event.data, test.field)));
}

const isOfItsOrder = ({ data }: Event, { orderId }: About): boolean =>
  orderId !== null && "orderId" in data && data.orderId === orderId;

/** What happens to another order is no news for a run about this one. */
function isAboutSame(event: Event, about: About): boolean {
  const isOfAnOrder = about.orderId !== null && "orderId" in event.data && event.name !== "order.created";
  return !isOfAnOrder || ("orderId" in event.data && event.data.orderId === about.orderId);
}

/** Whether news is what a run rests for: the event that it waits for, or an answer to the question that it asked. */
export const isRestedFor = ({ step }: Node, news: string): boolean =>
  step.kind === "question"
    ? step.answers.some(({ name }) => news === `answered:${step.name}:${name}`)
    : news === `happened:${step.name}`;

/** Whether what was heard leads a fork another way than the one that was taken, or waits to be taken. */
export function hasTurned(fork: Fork, run: Run, facts: Facts): boolean {
  const taken = run.state.taken[fork.name];
  if (fork.kind === "question") {
    return (
      taken === "otherwise" &&
      fork.answers.some(({ name }) => run.state.heard.includes(`answered:${fork.name}:${name}`))
    );
  }
  const way = ask(fork.when, { facts, run, event: null }).holds ? "yes" : "no";
  // Before the fork only a yes cuts the wait short: a no may still become one.
  return taken === undefined ? way === (fork.when.is === "not" ? "no" : "yes") : way !== taken;
}
