import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import type { Bench } from "./bench";
import { cutReminder } from "./bench-template";
import { query } from "./database";
import { benchFolder } from "./folder";
import { loadResult } from "./load-result";
import { cpuMs, isMeasured, watchPeak } from "./process-tree";
import { type Figure, figure, median } from "./report";
import { appEnvironment, type ServerProcess, startApp, startLimit, webhookSecret } from "./server-process";
import { startSideProcess } from "./side-process";
import { type SinkReport, sinkReport } from "./sink-report";

interface Round {
  /** Mails a second, from the first webhook posted to the last mail at the sink. */
  readonly rate: number;
  /** CPU ms per mail. */
  readonly serverCpu: number;
  readonly postgresCpu: number;
  /** Bytes, at the moment when both together held most. */
  readonly serverPeak: number;
  readonly postgresPeak: number;
  readonly mails: SinkReport;
}

/** Long past for an hour's wait, fresh enough for the mail to be useful. */
const LEFT_MINUTES_AGO = 61;
/** After the last mail is out its row is still to be settled: that work counts too. */
const SETTLE_MS = 1_000;
const PATIENCE_MS = 60_000;

/**
 * From a signed webhook to a personal mail at a local SendGrid, each contact's once: the whole way through the
 * inbox, contact, run, timer, guard, recommendations, Liquid and POST. Beside it the least that the same could
 * cost. Throws when a mail is missing, came twice, or has no text part.
 */
export async function benchMail({ database, isSmoke, rounds, isProfiled, say }: Bench): Promise<Figure[]> {
  const contacts = isSmoke ? 200 : 5_000;
  const load = startSideProcess("load");
  const sink = startSideProcess("sink");
  const cutFile = join(benchFolder, "mail-cut.json");
  await writeFile(cutFile, JSON.stringify(await cutReminder()));
  try {
    const sendgridUrl = await sink.ask({ kind: "listen" }, z.string());
    say(`mail: ${contacts} contacts, each in a fresh process on a fresh database`);

    const round = async (name: string, databaseUrl: string, start: () => Promise<ServerProcess>): Promise<Round> => {
      const updatedAt = new Date(Date.now() - LEFT_MINUTES_AGO * 60_000);
      await load.ask({ kind: "prepare", webhooks: contacts, updatedAt, secret: webhookSecret }, z.number());
      await sink.ask({ kind: "forget" }, z.null());
      const server = await start();
      try {
        await database.settle();
        const cpuBefore = [cpuMs([server.pid]), cpuMs([database.pid])];
        const memory = watchPeak([server.pid, database.pid]);
        const lastMail = sink.ask({ kind: "wait-for", count: contacts }, z.number());
        const posted = await load.ask({ kind: "post-each", url: server.url }, loadResult);
        const lastAt = await Promise.race([
          lastMail,
          new Promise<null>((resolve) => setTimeout(resolve, PATIENCE_MS, null)),
        ]);
        if (lastAt === null)
          throw new Error(await whatIsLeft(name, databaseUrl, await sink.ask({ kind: "report" }, sinkReport)));
        await new Promise((resolve) => setTimeout(resolve, SETTLE_MS));
        const result = {
          rate: (contacts / (lastAt - posted.firstAt)) * 1000,
          serverCpu: (cpuMs([server.pid]) - (cpuBefore[0] ?? 0)) / contacts,
          postgresCpu: (cpuMs([database.pid]) - (cpuBefore[1] ?? 0)) / contacts,
          ...peaks(memory()),
          mails: await sink.ask({ kind: "report" }, sinkReport),
        };
        check(name, contacts, posted.accepted, result.mails);
        if (name === "ours") await checkRows(databaseUrl, contacts);
        say(`  ${name.padEnd(6)} ${spoken(result)}`);
        return result;
      } finally {
        await server.stop();
      }
    };

    const ours: Round[] = [];
    const limit: Round[] = [];
    for (let turn = 0; turn < rounds; turn += 1) {
      const url = await database.fresh("bench_mail");
      await seed(url);
      ours.push(
        await round("ours", url, () => startApp({ databaseUrl: url, roles: "web,worker", sendgridUrl, isProfiled })),
      );
      const bareUrl = await database.fresh("bench_mail");
      const env = { SENDGRID_BASE_URL: sendgridUrl, MAIL_CUT: cutFile };
      limit.push(await round("limit", bareUrl, () => startLimit("bare-mail", bareUrl, env)));
    }
    return figures(ours, limit);
  } finally {
    load.stop();
    sink.stop();
  }
}

const peaks = ([serverPeak = 0, postgresPeak = 0]: readonly number[]) => ({ serverPeak, postgresPeak });

const cpuOf = ({ serverCpu, postgresCpu }: Round) => serverCpu + postgresCpu;
const peakOf = ({ serverPeak, postgresPeak }: Round) => serverPeak + postgresPeak;

function spoken(round: Round): string {
  const { rate, postgresCpu, postgresPeak } = round;
  const cpu = `${figure(cpuOf(round))} CPU ms (PostgreSQL ${figure(postgresCpu)})`;
  const memory = `${figure(peakOf(round) / 1e6)} MB (PostgreSQL ${figure(postgresPeak / 1e6)})`;
  return [`${figure(rate)} mails/s`, cpu, memory].join("   ");
}

async function seed(databaseUrl: string): Promise<void> {
  const seeding = startSideProcess("seed", appEnvironment(databaseUrl));
  try {
    await seeding.ask({}, z.string());
  } finally {
    seeding.stop();
  }
}

function check(name: string, contacts: number, accepted: number, mails: SinkReport): void {
  const { mails: came, messageIds, addresses, withoutText } = mails;
  if (
    accepted === contacts &&
    came === contacts &&
    messageIds === contacts &&
    addresses === contacts &&
    withoutText === 0
  )
    return;
  throw new Error(
    `${name}: ${contacts} contacts, ${accepted} webhooks accepted, ${came} mails of ${messageIds} messages to ${addresses} addresses, ${withoutText} without text.`,
  );
}

/** What our own rows say of it: each run waited, each message was sent. */
async function checkRows(databaseUrl: string, contacts: number): Promise<void> {
  const rows = await query<{ status: string; count: string }>(
    databaseUrl,
    "SELECT m.status, count(*) FROM messages m JOIN decisions d USING (shop_id, run_id) WHERE d.outcome = 'waiting' GROUP BY 1",
  );
  const told = rows.map(({ status, count }) => `${count} ${status}`).join(", ");
  if (told !== `${contacts} sent`) throw new Error(`ours: of ${contacts} messages after a wait there are: ${told}.`);
}

async function whatIsLeft(name: string, databaseUrl: string, { mails }: SinkReport): Promise<string> {
  const rows = await query(
    databaseUrl,
    `SELECT 'inbox' AS place, status, reason, count(*)::int FROM inbox GROUP BY 2, 3
     UNION ALL SELECT 'runs', status, outcome, count(*)::int FROM runs GROUP BY 2, 3
     UNION ALL SELECT 'messages', status, reason, count(*)::int FROM messages GROUP BY 2, 3`,
  );
  const left = rows.map((row) =>
    Object.values(row)
      .filter((value) => value !== null)
      .join(" "),
  );
  return `${name}: after ${PATIENCE_MS / 1000} s only ${mails} mails had come. The database holds: ${left.join(", ")}.`;
}

function figures(ours: readonly Round[], limit: readonly Round[]): Figure[] {
  const row = (what: string, pick: (round: Round) => number, aim: string, isMet: ((our: number) => boolean) | null) => {
    const [our, bare] = [median(ours.map(pick)), median(limit.map(pick))];
    return {
      what,
      ours: figure(our),
      limit: figure(bare),
      ratio: figure(our / bare),
      aim,
      isMet: isMet?.(our) ?? null,
    };
  };
  return [
    row(
      "mail: mails/s",
      ({ rate }) => rate,
      "≥ 600",
      (our) => our >= 600,
    ),
    row("mail: CPU ms a mail", cpuOf, "≤ 2", isMeasured ? (our) => our <= 2 : null),
    row("      of it PostgreSQL's", ({ postgresCpu }) => postgresCpu, "", null),
    row("mail: peak memory, MB", (round) => peakOf(round) / 1e6, "≤ 300", isMeasured ? (our) => our <= 300 : null),
    row("      of it PostgreSQL's", ({ postgresPeak }) => postgresPeak / 1e6, "", null),
    row("mail: kB of HTML", ({ mails }) => mails.htmlBytes / 1000, "about 12.5", null),
    row("mail: kB of text", ({ mails }) => mails.textBytes / 1000, "", null),
  ];
}
