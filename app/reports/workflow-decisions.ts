import { pool } from "~/db.server";
import { shopTime } from "~/shop-time";
import { explain } from "~/workflows/explain";
import { contactName } from "./contact-profile";
import { outcomeTitles, outcomeTone } from "./outcome-words";

export interface ToldDecision {
  readonly decisionId: string;
  readonly at: Date;
  readonly contact: { readonly contactId: string; readonly name: string } | null;
  readonly step: string | null;
  readonly sentence: string;
  readonly tone: "neutral" | "warning";
}

export interface OutcomeCount {
  readonly outcome: string;
  readonly title: string;
  readonly count: number;
}

interface DecisionsRequest {
  readonly shop: { readonly shopId: number; readonly timezone: string };
  readonly workflowId: string;
  /** The 30 days are counted from here. */
  readonly since: Date;
  /** Null: of every kind. */
  readonly outcome: string | null;
}

const MOST = 50;

interface DecisionRow {
  decisionId: string;
  at: Date;
  contactId: string | null;
  firstName: string | null;
  lastName: string | null;
  email: string | null;
  step: string | null;
  outcome: string;
  rule: string;
  values: Record<string, string | number | boolean | null>;
}

/** The latest decisions of a workflow in the last 30 days, the newest first. */
export async function toldDecisions({ shop, workflowId, since, outcome }: DecisionsRequest): Promise<ToldDecision[]> {
  const { rows } = await pool.query<DecisionRow>({
    name: "workflow-decisions",
    text: `SELECT d.decision_id AS "decisionId", d.at, c.contact_id AS "contactId", c.first_name AS "firstName",
        c.last_name AS "lastName", c.email, d.step, d.outcome, d.rule, d."values"
      FROM (SELECT * FROM decisions WHERE shop_id = $1 AND workflow_id = $2 AND at >= $3
          AND ($4::text IS NULL OR outcome = $4) ORDER BY at DESC, decision_id DESC LIMIT ${MOST}) d
      LEFT JOIN contacts c ON c.shop_id = d.shop_id AND c.contact_id = d.contact_id
      ORDER BY d.at DESC, d.decision_id DESC`,
    values: [shop.shopId, workflowId, since, outcome],
  });
  return rows.map(({ decisionId, at, contactId, firstName, lastName, email, ...decision }) => ({
    decisionId,
    at,
    contact: contactId === null ? null : { contactId, name: contactName(firstName, lastName, email) },
    step: decision.step?.replaceAll("-", " ") ?? null,
    sentence: explain(decision, (time) => shopTime(time, shop.timezone)),
    tone: outcomeTone(decision.outcome),
  }));
}

/** How often each outcome came in the last 30 days, in the order of a way through a workflow. */
export async function outcomeCounts(shopId: number, workflowId: string, since: Date): Promise<OutcomeCount[]> {
  const { rows } = await pool.query<{ outcome: string; count: number }>({
    name: "workflow-outcomes",
    text: `SELECT outcome, count(*) AS count FROM decisions
      WHERE shop_id = $1 AND workflow_id = $2 AND at >= $3 GROUP BY outcome`,
    values: [shopId, workflowId, since],
  });
  const counts = new Map(rows.map(({ outcome, count }) => [outcome, count]));
  return Object.entries(outcomeTitles).flatMap(([outcome, title]) => {
    const count = counts.get(outcome);
    return count === undefined ? [] : [{ outcome, title, count }];
  });
}
