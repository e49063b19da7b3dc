import { keptThresholds } from "~/contacts/kept-thresholds";
import { type Stage, stages } from "~/contacts/lifecycle";
import { pool } from "~/db.server";
import { stageMeanings, stageTitles, thresholdsBasis } from "./stage-words";

export interface StageFigure {
  readonly stage: Stage;
  readonly title: string;
  readonly meaning: string;
  readonly contacts: number;
  /** Of all contacts, from 0 to 1. */
  readonly share: number;
  /** Who came to it and who left it yesterday, in the shop's zone. */
  readonly came: number;
  readonly left: number;
}

export interface StageFigures {
  readonly figures: readonly StageFigure[];
  /** "Yesterday 12 became active and 3 lapsed." */
  readonly yesterday: string;
  /** Where the days of the stages come from. */
  readonly basis: string;
}

interface StageShop {
  readonly shopId: number;
  readonly timezone: string;
  readonly stageThresholds: unknown;
}

/** How many contacts each stage has, and yesterday's flow between them. */
export async function stageFigures(shop: StageShop, at: Date): Promise<StageFigures> {
  const [counts, flows] = await Promise.all([stageCounts(shop.shopId), flowsOfYesterday(shop, at)]);
  const thresholds = keptThresholds(shop);
  const meanings = stageMeanings(thresholds);
  const total = Math.max(1, sum(counts.values()));
  const figures = stages.map((stage) => ({
    stage,
    title: stageTitles[stage],
    meaning: meanings[stage],
    contacts: counts.get(stage) ?? 0,
    share: (counts.get(stage) ?? 0) / total,
    came: sum(flows.filter(({ to }) => to === stage).map(({ contacts }) => contacts)),
    left: sum(flows.filter(({ from }) => from === stage).map(({ contacts }) => contacts)),
  }));
  return { figures, yesterday: tellFlow(figures), basis: thresholdsBasis(thresholds) };
}

/** A count for each stage reads its stretch of the index alone; grouped, the planner would read the table. */
async function stageCounts(shopId: number): Promise<Map<string, number>> {
  const { rows } = await pool.query<{ stage: string; contacts: number }>(
    `SELECT stage, (SELECT count(*) FROM contacts c WHERE c.shop_id = $1 AND c.stage = s.stage AND c.merged_into IS NULL) AS contacts
     FROM unnest($2::text[]) AS s(stage)`,
    [shopId, stages],
  );
  return new Map(rows.map(({ stage, contacts }) => [stage, contacts]));
}

async function flowsOfYesterday({ shopId, timezone }: StageShop, at: Date) {
  const { rows } = await pool.query<{ from: string; to: string; contacts: number }>(
    `SELECT from_stage AS "from", to_stage AS "to", contacts FROM stage_flows
     WHERE shop_id = $1 AND day = ($2::timestamptz AT TIME ZONE $3)::date - 1`,
    [shopId, at, timezone],
  );
  return rows;
}

/** What somebody does who comes to a stage. */
const verbs: Readonly<Record<Stage, string>> = {
  prospect: "became a prospect again",
  new: "ordered for the first time",
  active: "became active",
  loyal: "became loyal",
  "at-risk": "became at risk",
  lapsed: "lapsed",
  lost: "were lost",
};

function tellFlow(figures: readonly StageFigure[]): string {
  const parts = figures
    .filter(({ came }) => came > 0)
    .map(
      ({ stage, came }) => `${came.toLocaleString("en")} ${came === 1 && stage === "lost" ? "was lost" : verbs[stage]}`,
    );
  const list = new Intl.ListFormat("en", { type: "conjunction" }).format(parts);
  return parts.length === 0 ? "Yesterday nobody went from one stage to another." : `Yesterday ${list}.`;
}

function sum(numbers: Iterable<number>): number {
  let total = 0;
  for (const number of numbers) total += number;
  return total;
}
