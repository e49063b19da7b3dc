import pLimit from "p-limit";
import type { PoolClient } from "pg";
import { transaction } from "~/db.server";
import { LANE_WIDTH, SENDGRID_TIMEOUT, sendgridClient } from "~/sendgrid.server";
import { breakerOf, endProbe, passageOf } from "./breaker";
import { type DeliveryDecision, storeDeliveryDecisions } from "./delivery-decisions";
import { type GuardFacts, type GuardVerdict, guard } from "./guard";
import { loadGuardFacts, type ZoneOf } from "./guard-facts";
import type { ClaimedMessage, DueMessage, MailMaker, Prepared, ReadyMessage } from "./message";
import { claimDueMessages, type HeldMessage, holdBack, LEASE_SECONDS, startSending } from "./message-store";
import { paceOf } from "./pace-of-posts";
import { postBatch } from "./post-batch";
import { unsubscribeUrl } from "./public-link";
import { loadSender } from "./sender-settings";
import { takeTurns } from "./take-turns";

const MOST_CLAIMED = 200;

/** A batch is as large as the shop's account takes in this time, at the pace of the last ones. */
const BATCH_MS = 15_000;

/** Shops whose mails are decided on at the same time: the database has other work too. */
const decisions = pLimit(4);

/**
 * Sends a shop's due messages, one batch: claim, guard, inputs, commit; then render and post, each at most
 * once; then settle. `at` is business time; `cycleStart` is when the worker began to empty the inbox
 * (see `claimDueMessages`). Returns how many messages it decided on: 0 when none was due, the inbox is
 * not settled, or SendGrid takes none of this shop's mails at present (see breaker.ts). Rejects when the
 * database or `prepare` does, with nothing posted that is not `sending`.
 */
export async function deliverDue(
  shopId: number,
  at: Date,
  cycleStart: Date,
  mails: MailMaker,
  zoneOf: ZoneOf,
): Promise<number> {
  const passage = await passageOf(shopId);
  if (passage === "shut") return 0;
  const breaker = breakerOf(shopId, passage);
  const isProbe = passage === "probe";
  try {
    const most = isProbe ? 1 : batchSize(shopId);
    const { decided, ready, sender, lastPost } = await decisions(async () => {
      // Before the transaction, and thus before the lease, begins: a mail that is posted is answered or timed
      // out while the lease holds.
      const lastPost = performance.now() + LEASE_SECONDS * 1_000 - SENDGRID_TIMEOUT - 5_000;
      const work = { cycleStart, most, mails, zoneOf };
      return { lastPost, ...(await transaction((sql) => decide(sql, shopId, at, work))) };
    });
    if (sender && ready.length > 0) {
      const { apiKey, ...from } = sender;
      await postBatch(ready, {
        shopId,
        ...from,
        client: sendgridClient(apiKey),
        breaker,
        mails,
        lastPost,
        at,
        isProbe,
      });
    }
    return decided;
  } finally {
    if (isProbe) await endProbe(shopId, breaker.isAnswered());
  }
}

function batchSize(shopId: number): number {
  const most = Math.floor((LANE_WIDTH * BATCH_MS) / paceOf(shopId));
  return Math.min(Math.max(most, LANE_WIDTH), MOST_CLAIMED);
}

interface Work {
  readonly cycleStart: Date;
  readonly most: number;
  readonly mails: MailMaker;
  readonly zoneOf: ZoneOf;
}

async function decide(sql: PoolClient, shopId: number, at: Date, { cycleStart, most, mails, zoneOf }: Work) {
  const due = await claimDueMessages(sql, shopId, at, cycleStart, most);
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
    if (mail.kind === "ready") made.push({ ...message, subject: mail.subject, inputs: mail.inputs, links: mail.links });
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
