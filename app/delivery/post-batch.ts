import { setTimeout as sleep } from "node:timers/promises";
import pLimit from "p-limit";
import { transaction } from "~/db.server";
import { log } from "~/log.server";
import type { SendgridClient } from "~/sendgrid.server";
import { send } from "~/sendgrid-mail.server";
import type { RateGate } from "~/sendgrid-rate.server";
import { type Breaker, inBusinessTime, SHORT_WAIT_MS } from "./breaker";
import { composeRequest, type MailSender, type RenderedMail } from "./compose";
import type { MailMaker, ReadyMessage } from "./message";
import { outcomeSettlement, settlementOf, stayed } from "./outcome-settlement";
import { rememberPace } from "./pace-of-posts";
import { type Settlement, settle } from "./settle";

/** Settled in groups: one row each would cost a commit each, and a crash leaves at most a group unknown. */
const SETTLED_TOGETHER = 50;

/** Nor later than so many ms after its answer: one request that hangs must not keep the others' answers from their rows. */
const SETTLED_WITHIN = 200;

/** Posts of all shops at the same time: bounds the mails in memory, and is far more than one shop's share. */
const posts = pLimit(256);

/** Groups of all shops that are settled at the same time. */
const commits = pLimit(4);

/** What the posts of one batch have in common. */
export interface Batch {
  readonly shopId: number;
  readonly sender: MailSender;
  readonly client: SendgridClient;
  readonly isSandboxed: boolean;
  readonly breaker: Breaker;
  readonly mails: MailMaker;
  /** By the process's own steady clock, in ms: a POST that begins later could outlive the lease. */
  readonly lastPost: number;
  readonly at: Date;
  /** True: one after the other, until one of them shows whether SendGrid takes mail again. */
  readonly isProbe: boolean;
}

/** Renders and posts mails that are `sending`, each at most once, and settles them. Rejects when the database does. */
export async function postBatch(messages: readonly ReadyMessage[], batch: Batch): Promise<void> {
  const lane = batch.isProbe ? pLimit(1) : batch.client.lane;
  await settleInGroups(
    batch,
    messages.map((message) => lane(() => postInTurn(message, batch))),
  );
}

async function postInTurn(message: ReadyMessage, batch: Batch): Promise<Settlement> {
  const { client, breaker, lastPost, at } = batch;
  const mayPost = await enter(client.rate, breaker);
  try {
    const shut = breaker.shut();
    if (shut) return stayed(message, shut, inBusinessTime(shut.until, at));
    return await posts(() => (performance.now() > lastPost ? tooLate(message, at) : postOne(message, batch)));
  } finally {
    if (mayPost) client.rate.leave();
  }
}

/** All posts with a key wait for its rate limit, each in its place in the lane. False once the batch is to end. */
async function enter(rate: RateGate, breaker: Breaker): Promise<boolean> {
  while (!breaker.shut()) {
    const wait = rate.enter();
    if (wait === 0) return true;
    if (wait <= SHORT_WAIT_MS) await sleep(wait);
    else await breaker.rest("SendGrid asked to send less for now", new Date(Date.now() + wait));
  }
  return false;
}

async function postOne(message: ReadyMessage, batch: Batch): Promise<Settlement> {
  const { sender, client, mails, breaker, isSandboxed, at } = batch;
  let rendered: RenderedMail;
  try {
    rendered = await mails.render(message);
  } catch (error) {
    const { shopId, messageId, template } = message;
    const text = error instanceof Error ? error.message : String(error);
    log.error({ shopId, messageId, template, error: text }, "a mail could not be rendered; it is not sent");
    const rule = "could-not-render";
    return settlementOf(message, { status: "not_sent", rule, reason: rule, values: { error: text.slice(0, 300) } });
  }
  const begun = performance.now();
  const outcome = await send(
    client,
    composeRequest({
      message,
      shop: { shopId: message.shopId, sender, isSandboxed },
      rendered,
      unsubscribeUrl: message.class === "transactional" ? null : message.unsubscribeUrl,
    }),
  );
  rememberPace(batch.shopId, performance.now() - begun);
  await breaker.heed(outcome);
  return outcomeSettlement(message, outcome, { at, isSandboxed });
}

function tooLate(message: ReadyMessage, at: Date): Settlement {
  const reason = "the worker was too slow to send it in time";
  return settlementOf(message, { status: "queued", rule: "worker-too-slow", reason, sendAt: at });
}

/** Settles as answers come in. A failure to settle is thrown once all posts are done: none is left alone. */
async function settleInGroups({ shopId, at }: Batch, answers: readonly Promise<Settlement>[]): Promise<void> {
  let group: Settlement[] = [];
  const flush = (): Promise<void> => {
    const settlements = group;
    group = [];
    return commits(() =>
      transaction(async (sql) => {
        const settled = await settle(sql, shopId, settlements, at);
        const lost = settlements.length - settled;
        if (lost > 0) log.warn({ shopId, lost }, "answers came after their leases had run out");
      }),
    );
  };
  const flushes: Promise<PromiseSettledResult<void>[]>[] = [];
  const flushGroup = () => {
    if (group.length > 0) flushes.push(Promise.allSettled([flush()]));
  };
  const ticking = setInterval(flushGroup, SETTLED_WITHIN);
  const answered = await Promise.allSettled(
    answers.map(async (answer) => {
      const settlement = await answer;
      group.push(settlement);
      if (group.length >= SETTLED_TOGETHER) flushGroup();
    }),
  );
  clearInterval(ticking);
  flushGroup();
  const flushed = (await Promise.all(flushes)).flat();
  for (const one of [...answered, ...flushed]) if (one.status === "rejected") throw one.reason;
}
