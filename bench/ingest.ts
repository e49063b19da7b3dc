import { z } from "zod";
import type { Bench } from "./bench";
import { query } from "./database";
import { type LoadResult, loadResult } from "./load-result";
import { cpuMs } from "./process-tree";
import { type Figure, figure, median } from "./report";
import { type ServerProcess, startApp, startLimit, webhookSecret } from "./server-process";
import { startSideProcess } from "./side-process";

interface Round extends LoadResult {
  readonly rate: number;
  /** All processes but the load's, per webhook. */
  readonly cpu: number;
}

/** Bodies to take turns with: each delivery has its own id in any case. */
const BODIES = 500;

/**
 * A webhook accepted and durable: our front door beside the bare one, in turns on the same PostgreSQL. Throws
 * when an answer was not 200, or when the table holds another number of rows than were accepted.
 */
export async function benchIngest({ database, isSmoke, rounds, isProfiled, say }: Bench): Promise<Figure[]> {
  const [seconds, warmUp] = isSmoke ? [1, 0.5] : [10, 3];
  const url = await database.fresh("bench_ingest");
  const load = startSideProcess("load");
  const servers: ServerProcess[] = [];
  try {
    const bytes = await load.ask(
      { kind: "prepare", webhooks: BODIES, updatedAt: new Date(), secret: webhookSecret },
      z.number(),
    );
    say(`ingest: webhooks of ${figure(bytes / 1000)} kB over 50 connections, ${seconds} s each`);
    const app = await startApp({ databaseUrl: url, roles: "web", sendgridUrl: "http://127.0.0.1:9", isProfiled });
    servers.push(app);
    const bare = await startLimit("bare-ingest", url);
    servers.push(bare);

    const round = async (name: string, server: ServerProcess, table: string): Promise<Round> => {
      await query(url, `TRUNCATE ${table}`);
      const warm = await load.ask({ kind: "post-for", url: server.url, seconds: warmUp }, loadResult);
      await database.settle();
      const before = cpuMs([server.pid, database.pid]);
      const result = await load.ask({ kind: "post-for", url: server.url, seconds }, loadResult);
      const cpu = (cpuMs([server.pid, database.pid]) - before) / result.accepted;
      if (result.refused > 0) throw new Error(`${name} refused ${result.refused} webhooks.`);
      const [stored] = await query<{ rows: string }>(url, `SELECT count(*) AS rows FROM ${table}`);
      const accepted = warm.accepted + result.accepted;
      if (Number(stored?.rows) !== accepted) throw new Error(`${name} accepted ${accepted} and kept ${stored?.rows}.`);
      const rate = (result.accepted / result.ms) * 1000;
      say(`  ${name.padEnd(6)} ${figure(rate)}/s   ${figure(cpu)} CPU ms   p99 ${figure(result.p99)} ms`);
      return { ...result, rate, cpu };
    };
    const ours: Round[] = [];
    const limit: Round[] = [];
    for (let turn = 0; turn < rounds; turn += 1) {
      ours.push(await round("ours", app, "inbox"));
      limit.push(await round("limit", bare, "bare_inbox"));
    }
    return figures(ours, limit);
  } finally {
    load.stop();
    for (const server of servers) await server.stop();
  }
}

function figures(ours: readonly Round[], limit: readonly Round[]): Figure[] {
  const row = (
    what: string,
    pick: (round: Round) => number,
    aim: string,
    isMet: (our: number, ratio: number) => boolean | null,
  ) => {
    const [our, bare] = [median(ours.map(pick)), median(limit.map(pick))];
    const ratio = our / bare;
    return { what, ours: figure(our), limit: figure(bare), ratio: figure(ratio), aim, isMet: isMet(our, ratio) };
  };
  return [
    row(
      "ingest: webhooks/s",
      ({ rate }) => rate,
      "≥ 0.6 × limit",
      (_our, ratio) => ratio >= 0.6,
    ),
    row(
      "ingest: CPU ms a webhook",
      ({ cpu }) => cpu,
      "",
      () => null,
    ),
    row(
      "ingest: p99, ms",
      ({ p99 }) => p99,
      "≤ 100",
      (our) => our <= 100,
    ),
  ];
}
