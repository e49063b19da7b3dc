import { mkdir, rm } from "node:fs/promises";
import { setTimeout as sleep } from "node:timers/promises";
import { type Chance, seededChance } from "../../sandbox/store/seeded-random";
import { query } from "../database";
import { type Evidence, readRows } from "./evidence";
import { type Mailroom, postDelivery } from "./post-deliveries";
import { type Left, progressLine, whatIsLeft } from "./progress";
import { type Delivery, deliveriesOf, shoppersOf } from "./shoppers";
import { calm, storm } from "./storm";
import { type ChaosWorld, openChaosWorld } from "./world";

export interface ChaosOptions {
  readonly databaseUrl: string;
  /** For logs; emptied first. */
  readonly folder: string;
  readonly seed: number;
  /** Of workers; the web process is killed beside them, once in ten. */
  readonly kills: number;
  /** How many mails are expected. */
  readonly messages: number;
  readonly shops: number;
  readonly workers: number;
  /** The longest time between two kills, in ms; the shortest is a tenth of it. */
  readonly longestMs: number;
  /** Lets leases and pauses end at once after the last kill, as if their minutes had gone by. */
  readonly skipsLeases: boolean;
  readonly say: (line: string) => void;
}

export interface Chaos {
  readonly evidence: Evidence;
  readonly webKills: number;
  /** What had not come to rest within the time for it. */
  readonly left: Left;
  readonly deaths: readonly string[];
  readonly ms: number;
}

const PATIENCE_MS = 8 * 60_000;
const QUIET_MS = 500;
const PROGRESS_MS = 5_000;

/**
 * Shoppers leave their checkouts, SendGrid misbehaves, and workers are killed all the while; then the storm ends, and what
 * is left is given time to come to rest. Nothing is judged here: see promises.ts.
 */
export async function runChaos(options: ChaosOptions): Promise<Chaos> {
  const { databaseUrl, folder, seed, say } = options;
  const begun = Date.now();
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  const world = await openChaosWorld(options);
  const shoppers = shoppersOf(options);
  const mailroom: Mailroom = { accepted: new Set(), refused: new Set(), posts: 0 };
  let kills = 0;
  const telling = setInterval(() => {
    progressLine(databaseUrl, { ms: Date.now() - begun, kills, posts: mailroom.posts }).then(say, (error) =>
      say(String(error)),
    );
  }, PROGRESS_MS);
  try {
    await world.sandbox.conduct(storm(seed));
    await world.sandbox.reports({ duplicates: 2, disorder: true });
    const deliveries = deliveriesOf(shoppers, seed);
    const webKills = await storming(world, options, deliveries, mailroom, () => (kills += 1));
    say("The last kill is done. SendGrid is well again; what is left comes to rest.");
    await world.sandbox.conduct(calm);
    if (options.skipsLeases) await skipLeases(world, databaseUrl);
    const left = await comeToRest(databaseUrl);
    const [posts, heard] = [await world.sandbox.posts(), await world.sandbox.heard()];
    const rows = await readRows(databaseUrl);
    const evidence = { shops: world.shops, shoppers, mailroom, posts, heard, ...rows };
    return { evidence, webKills, left, deaths: world.deaths, ms: Date.now() - begun };
  } finally {
    clearInterval(telling);
    await world.close();
  }
}

/** Posts the deliveries between the kills, and kills. Resolves when all are posted; returns how often web was killed. */
async function storming(
  world: ChaosWorld,
  { seed, kills, longestMs }: ChaosOptions,
  deliveries: readonly Delivery[],
  mailroom: Mailroom,
  killed: () => void,
): Promise<number> {
  const chance = seededChance(seed + 2);
  for (const worker of world.workers) await worker.start();
  const posting: Promise<void>[] = [];
  let webKills = 0;
  for (let kill = 0; kill < kills; kill += 1) {
    const share = [kill, kill + 1].map((turn) => Math.round((deliveries.length * turn) / kills));
    for (const delivery of deliveries.slice(...share))
      posting.push(postSometime(world, delivery, mailroom, chance, longestMs));
    // Mails that find nobody wait for a minute, or make the shop pause: late, so that this is not most of what happens.
    if (kill === Math.floor(kills * 0.75)) await world.sandbox.leave(2_000);
    await sleep(chance.between(longestMs / 10, longestMs));
    const worker = chance.pick(world.workers);
    await worker.kill();
    killed();
    await worker.start();
    if (kill % 10 === 9) {
      await world.web.kill();
      webKills += 1;
      await world.web.start();
    }
  }
  await Promise.all(posting);
  return webKills;
}

/** Not all at once: some mail is to be on its way whenever somebody is killed. */
async function postSometime(
  { appUrl }: ChaosWorld,
  delivery: Delivery,
  mailroom: Mailroom,
  chance: Chance,
  longestMs: number,
): Promise<void> {
  await sleep(chance.between(0, longestMs));
  await postDelivery(appUrl, delivery, mailroom);
}

/** As if the minutes of leases and pauses had gone by: all workers are dead for it, so that none holds one any more. */
async function skipLeases({ workers }: ChaosWorld, databaseUrl: string): Promise<void> {
  for (const worker of workers) await worker.kill();
  await query(databaseUrl, "UPDATE messages SET lease_until = now() WHERE status = 'sending'");
  await query(databaseUrl, "UPDATE messages SET send_at = least(send_at, now()) WHERE status = 'queued'");
  await query(
    databaseUrl,
    "UPDATE shops SET breaker_until = date_trunc('second', now()) WHERE breaker_until IS NOT NULL",
  );
  for (const worker of workers) await worker.start();
}

/** Resolves when nothing is left to do, twice in a row: reports may follow. Or with what is left when patience ends. */
async function comeToRest(databaseUrl: string): Promise<Left> {
  const deadline = Date.now() + PATIENCE_MS;
  for (let quiet = 0; ; ) {
    const left = await whatIsLeft(databaseUrl);
    quiet = Object.values(left).every((count) => count === 0) ? quiet + 1 : 0;
    if (quiet === 6 || Date.now() > deadline) return left;
    await sleep(QUIET_MS);
  }
}
