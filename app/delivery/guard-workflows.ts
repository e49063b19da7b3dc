import { Duration } from "luxon";
import { z } from "zod";
import type { Sql } from "~/db.server";
import type { GuardFacts, OrderTie } from "./guard";
import type { DueMessage } from "./message";

/** What the guard must know of a message's workflow: the live version's say, and what its own version ends on. */
export interface GuardedWorkflow {
  readonly live: GuardFacts["workflow"];
  readonly exits: readonly OrderTie[];
  /** What its runs start on. */
  readonly trigger: string;
}

interface WorkflowRow {
  readonly workflowId: string;
  readonly version: number;
  readonly isOn: boolean | null;
  readonly rank: number | null;
  readonly cap: unknown;
  readonly window: unknown;
  readonly exits: unknown;
  readonly group: string | null;
  readonly trigger: string | null;
}

const cap = z
  .object({
    mails: z.number(),
    per: z.object({ days: z.number().optional(), hours: z.number().optional(), minutes: z.number().optional() }),
  })
  .nullable();
const window = z.object({ from: z.number(), to: z.number() }).nullable();
const exits = z.array(z.object({ on: z.string(), same: z.string() })).nullable();

/** Behind every workflow that has a rank. */
const LAST = 1_000;

const ties = ["checkout", "cart", "contact", "product"] as const satisfies readonly OrderTie[];

/** Recovery is over with any order of theirs, however it is known, whatever a version's own exits are. */
const recoveryTies: readonly OrderTie[] = ["checkout", "cart", "contact"];

/** The workflows of some messages; ask for one with `workflowKey`. */
export async function loadGuardedWorkflows(
  sql: Sql,
  shopId: number,
  messages: readonly DueMessage[],
): Promise<Map<string, GuardedWorkflow>> {
  const wanted = [...new Map(messages.map((message) => [workflowKey(message), message])).values()];
  const { rows } = await sql.query<WorkflowRow>({
    name: "guard-workflows",
    text: `SELECT m.workflow_id AS "workflowId", m.version, w.is_on AS "isOn",
        coalesce(w.rank, (live.definition->>'rank')::int) AS rank, live.definition->'cap' AS cap,
        live.definition->'window' AS window, own.definition->'exits' AS exits, own.definition->>'group' AS "group",
        own.definition#>>'{trigger,event}' AS trigger
      FROM unnest($2::text[], $3::int[]) AS m(workflow_id, version)
      LEFT JOIN workflows w ON w.shop_id = $1 AND w.workflow_id = m.workflow_id
      LEFT JOIN workflow_versions live ON live.shop_id = $1 AND live.workflow_id = m.workflow_id AND live.version = w.version
      LEFT JOIN workflow_versions own ON own.shop_id = $1 AND own.workflow_id = m.workflow_id AND own.version = m.version`,
    values: [shopId, wanted.map(({ workflowId }) => workflowId), wanted.map(({ version }) => version)],
  });
  return new Map(rows.map((row) => [workflowKey(row), workflowFacts(row)]));
}

export const workflowKey = ({ workflowId, version }: Pick<DueMessage, "workflowId" | "version">): string =>
  `${workflowId}/${version}`;

function workflowFacts(row: WorkflowRow): GuardedWorkflow {
  const limit = cap.parse(row.cap);
  return {
    live: {
      isOn: row.isOn === true,
      rank: row.rank ?? LAST,
      cap: limit && { mails: limit.mails, per: Duration.fromObject(limit.per) },
      window: window.parse(row.window),
    },
    exits: row.group === "recovery" ? recoveryTies : orderExits(row.exits),
    trigger: row.trigger ?? "",
  };
}

function orderExits(stored: unknown): OrderTie[] {
  const onOrders = (exits.parse(stored) ?? []).flatMap(({ on, same }) => (on === "order.created" ? same : []));
  // Shopify may tell of a checkout's order by its cart alone.
  return ties.filter((tie) => onOrders.includes(tie) || (tie === "cart" && onOrders.includes("checkout")));
}
