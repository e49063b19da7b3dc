import { randomUUID } from "node:crypto";
import { Pool } from "undici";
import { z } from "zod";
import { checkoutWebhooks, type Webhook } from "./checkout-webhooks";
import type { LoadResult } from "./load-result";
import { answerQuestions } from "./side-process";

/** The load: signed webhooks over 50 connections, each connection posting its next when it has its answer. */
const CONNECTIONS = 50;

const question = z.discriminatedUnion("kind", [
  /** Makes webhooks, so that signing them costs nothing later. Answers with their mean size. */
  z.object({ kind: z.literal("prepare"), webhooks: z.number(), updatedAt: z.date(), secret: z.string() }),
  /** Posts each once. */
  z.object({ kind: z.literal("post-each"), url: z.string() }),
  /** Posts them over and over, each time as another delivery, until the time is up. */
  z.object({ kind: z.literal("post-for"), url: z.string(), seconds: z.number() }),
]);

let webhooks: Webhook[] = [];

answerQuestions(async (asked) => {
  const wish = question.parse(asked);
  switch (wish.kind) {
    case "prepare":
      webhooks = checkoutWebhooks(wish.webhooks, wish.updatedAt, wish.secret);
      return webhooks.reduce((sum, { body }) => sum + body.length, 0) / webhooks.length;
    case "post-each":
      return post(wish.url, (posted) => posted < webhooks.length);
    case "post-for": {
      const end = performance.now() + wish.seconds * 1_000;
      return post(wish.url, () => performance.now() < end);
    }
  }
});

async function post(url: string, goesOn: (posted: number) => boolean): Promise<LoadResult> {
  const pool = new Pool(url, { connections: CONNECTIONS, pipelining: 1 });
  const latencies: number[] = [];
  let posted = 0;
  let refused = 0;
  const firstAt = Date.now();
  const start = performance.now();
  const connection = async () => {
    while (goesOn(posted)) {
      const webhook = webhooks[posted++ % webhooks.length];
      if (!webhook) throw new Error("There are no webhooks to post: ask to prepare some first.");
      const sent = performance.now();
      const headers = { ...webhook.headers, "x-shopify-webhook-id": randomUUID() };
      const answer = await pool.request({ path: "/webhooks", method: "POST", headers, body: webhook.body });
      await answer.body.dump();
      latencies.push(performance.now() - sent);
      if (answer.statusCode !== 200) refused += 1;
    }
  };
  await Promise.all(Array.from({ length: CONNECTIONS }, connection));
  const ms = performance.now() - start;
  await pool.close();
  latencies.sort((a, b) => a - b);
  const percentile = (share: number) => latencies[Math.floor(latencies.length * share)] ?? 0;
  return { accepted: posted - refused, refused, firstAt, ms, p50: percentile(0.5), p99: percentile(0.99) };
}
