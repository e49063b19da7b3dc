import pLimit from "p-limit";
import type { PoolClient } from "pg";
import { transaction } from "~/db.server";
import { log } from "~/log.server";
import { SENDGRID_TIMEOUT, type SendgridClient, type SendOutcome, send, sendgridClient } from "~/sendgrid.server";
import { composeRequest, type MailSender, type RenderedMail } from "./compose";
import { type DeliveryDecision, storeDeliveryDecisions } from "./delivery-decisions";
import { type GuardFacts, type GuardVerdict, guard } from "./guard";
import { loadGuardFacts, type ZoneOf } from "./guard-facts";
import type { ClaimedMessage, DueMessage, MailMaker, Prepared, ReadyMessage } from "./message";
import { claimDueMessages, type HeldMessage, holdBack, LEASE_SECONDS, startSending } from "./message-store";
import { unsubscribeUrl } from "./public-link";
import { loadSender } from "./sender-settings";
import { type Settlement, settle } from "./settle";
import { takeTurns } from "./take-turns";

const MOST_CLAIMED = 200;
/** Settled in groups: one row each would cost a commit each, and a crash leaves at most a group unknown. */
const SETTLED_TOGETHER = 50;

/** One limit for all shops, so that the mails in memory are bounded however many shops send. */
const posts = pLimit(32);

/**
 * Sends a shop's due messages, one batch: claim, guard, inputs, commit; then render and post, each at most
 * once; then settle. `at` is business time; `cycleStart` is when the worker began to empty the inbox
 * (see `claimDueMessages`). Returns how many messages it decided on: 0 when none was due or the inbox is
 * not settled. Rejects when the database or `prepare` does, with nothing posted that is not `sending`.
 */
export async function deliverDue(
  shopId: number,
  at: Date,
  cycleStart: Date,
  mails: MailMaker,
  zoneOf: ZoneOf,
): Promise<number> {
  // Before the transaction, and thus before the lease, begins: a mail that is posted is answered or timed
  // out while the lease holds.
  const lastPost = performance.now() + LEASE_SECONDS * 1_000 - SENDGRID_TIMEOUT - 5_000;
  const { decided, ready, sender } = await transaction((sql) => decide(sql, shopId, at, cycleStart, mails, zoneOf));
  if (sender && ready.length > 0) {
    const post = { sender: sender.sender, client: sendgridClient(sender.apiKey), mails, lastPost, at };
    await settleInGroups(
      shopId,
      ready.map((message) => posts(() => postOne(message, post))),
      at,
    );
  }
  return decided;
}

async function decide(sql: PoolClient, shopId: number, at: Date, cycleStart: Date, mails: MailMaker, zoneOf: ZoneOf) {
  const due = await claimDueMessages(sql, shopId, at, cycleStart, MOST_CLAIMED);
  if (due.length === 0) return { decided: 0, ready: [], sender: null };
  const sender = await loadSender(sql, shopId);
  const facts = await loadGuardFacts(sql, sender, due, zoneOf, at);
  const factsOf = ({ messageId }: DueMessage): GuardFacts => {
    const known = facts.get(messageId);
    if (!known) throw new Error(`No facts were loaded for message ${messageId} of shop ${shopId}.`);
    return known;
  };

  const held: HeldMessage[] = [];
  const passed: ClaimedMessage[] = [];
  for (const message of due) {
    const known = factsOf(message);
    const verdict = guard(message, known, at);
    if (verdict.kind === "send") passed.push(claimed(message, known.contact?.email));
    else held.push(heldBy(message, verdict));
  }

  const prepared = passed.length > 0 ? await mails.prepare(passed, sql) : new Map<string, Prepared>();
  const made: ReadyMessage[] = [];
  for (const message of passed) {
    const mail = prepared.get(message.messageId) ?? { kind: "not-sent", rule: "nothing-to-render", values: {} };
    if (mail.kind === "ready") made.push({ ...message, subject: mail.subject, inputs: mail.inputs });
    else held.push(heldBy(message, mail));
  }
  // Only now: a mail that turned out empty must not have taken another's turn.
  const { leaving: ready, yielding } = takeTurns(made, factsOf, at);
  for (const { message, verdict } of yielding) held.push(heldBy(message, verdict));
  await holdBack(sql, shopId, held, at);
  await startSending(sql, shopId, ready, at);
  await storeDeliveryDecisions(
    sql,
    shopId,
    ready.flatMap((message) => notesOf(message, prepared)),
    at,
  );
  return { decided: due.length, ready, sender: sender.ready };
}

type Held = Exclude<GuardVerdict, { kind: "send" }> | Exclude<Prepared, { kind: "ready" }>;

/** Nothing waits longer than it is useful: then the guard looks at it once more. */
function heldBy(message: DueMessage, verdict: Held): HeldMessage {
  const { rule, values } = verdict;
  const last = message.usefulUntil.getTime() + 1;
  const sendAt = verdict.kind === "wait" ? new Date(Math.min(verdict.until.getTime(), last)) : null;
  return { message, rule, values, sendAt };
}

function notesOf(message: ReadyMessage, prepared: ReadonlyMap<string, Prepared>): DeliveryDecision[] {
  const mail = prepared.get(message.messageId);
  return mail?.kind === "ready" ? (mail.notes ?? []).map((note) => ({ message, ...note })) : [];
}

function claimed(message: DueMessage, email: string | null | undefined): ClaimedMessage {
  if (!email) throw new Error(`The guard let message ${message.messageId} pass without an address.`);
  return { ...message, email, unsubscribeUrl: unsubscribeUrl(message.shopId, message.messageId) };
}

interface Post {
  readonly sender: MailSender;
  readonly client: SendgridClient;
  readonly mails: MailMaker;
  /** By the process's own steady clock, in ms: a POST that begins later could outlive the lease. */
  readonly lastPost: number;
  readonly at: Date;
}

async function postOne(message: ReadyMessage, { sender, client, mails, lastPost, at }: Post): Promise<Settlement> {
  let rendered: RenderedMail;
  try {
    rendered = await mails.render(message);
  } catch (error) {
    const { shopId, messageId, template } = message;
    const text = error instanceof Error ? error.message : String(error);
    log.error({ shopId, messageId, template, error: text }, "a mail could not be rendered; it is not sent");
    const rule = "could-not-render";
    return settlement(message, { status: "not_sent", rule, reason: rule, values: { error: text.slice(0, 300) } });
  }
  if (performance.now() > lastPost) {
    const reason = "the worker was too slow to send it in time";
    return settlement(message, { status: "queued", rule: "worker-too-slow", reason, sendAt: at });
  }
  const outcome = await send(
    client,
    composeRequest({
      message,
      shop: { shopId: message.shopId, sender },
      rendered,
      unsubscribeUrl: message.class === "transactional" ? null : message.unsubscribeUrl,
    }),
  );
  return outcomeSettlement(message, outcome, at);
}

function outcomeSettlement(message: ReadyMessage, outcome: SendOutcome, at: Date): Settlement {
  switch (outcome.kind) {
    case "accepted": {
      const { providerId } = outcome;
      return settlement(message, { status: "sent", rule: "accepted-by-sendgrid", providerId, values: { providerId } });
    }
    case "refused": {
      const { reason } = outcome;
      return settlement(message, { status: "refused", rule: "refused-by-sendgrid", reason, values: { reason } });
    }
    case "unknown": {
      const { reason } = outcome;
      return settlement(message, { status: "unknown", rule: "no-clear-answer", reason, values: { reason } });
    }
    case "later": {
      const { reason, retryAfter } = outcome;
      // A span of machine time, counted on from business time: the two clocks may differ.
      const sendAt = new Date(at.getTime() + Math.max(0, retryAfter.getTime() - Date.now()));
      const values = { reason, until: sendAt.toISOString() };
      return settlement(message, { status: "queued", rule: "sendgrid-later", reason, sendAt, values });
    }
  }
}

function settlement(message: ReadyMessage, how: Pick<Settlement, "status" | "rule"> & Partial<Settlement>): Settlement {
  return { message, reason: null, providerId: null, sendAt: null, values: {}, ...how };
}

/** Settles as answers come in. A failure to settle is thrown once all posts are done: none is left alone. */
async function settleInGroups(shopId: number, answers: readonly Promise<Settlement>[], at: Date): Promise<void> {
  let group: Settlement[] = [];
  const flush = (): Promise<void> => {
    const settlements = group;
    group = [];
    return transaction(async (sql) => {
      const settled = await settle(sql, shopId, settlements, at);
      const lost = settlements.length - settled;
      if (lost > 0) log.warn({ shopId, lost }, "answers came after their leases had run out");
    });
  };
  const flushes = await Promise.allSettled(
    answers.map(async (answer) => {
      const settlement = await answer;
      group.push(settlement);
      if (group.length >= SETTLED_TOGETHER) await flush();
    }),
  );
  if (group.length > 0) await flush();
  for (const one of flushes) if (one.status === "rejected") throw one.reason;
}
