import { z } from "zod";
import type { Sql } from "~/db.server";
import type { DueMessage } from "./message";

/** What the guard must know of the run that asked for a message. */
export interface GuardedRun {
  readonly triggeredAt: Date;
  readonly outcome: string | null;
  readonly about: About;
  /** The checkout that it is about, as it is now; null when it is about none. */
  readonly checkout: {
    readonly cartToken: string | null;
    readonly contactId: string | null;
    readonly email: string | null;
    readonly completedAt: Date | null;
    /** Of each line the variant, where it is known. */
    readonly variantIds: readonly (string | null)[];
  } | null;
}

interface RunRow {
  readonly runId: string;
  readonly triggeredAt: Date;
  readonly outcome: string | null;
  readonly about: unknown;
  readonly token: string | null;
  readonly cartToken: string | null;
  readonly contactId: string | null;
  readonly email: string | null;
  readonly completedAt: Date | null;
  readonly lines: unknown;
}

/** What the run kept of the event that began it. */
const about = z.object({
  checkoutToken: z.string().nullable(),
  cartToken: z.string().nullable(),
  orderId: z.string().nullable(),
  productIds: z.array(z.string()),
  fields: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
});
type About = Readonly<z.infer<typeof about>>;

const nothing: About = { checkoutToken: null, cartToken: null, orderId: null, productIds: [], fields: {} };

/** Of a message whose run nobody knows any more: it must not wait for ever, nor be sent. */
export const runThatIsGone: GuardedRun = {
  triggeredAt: new Date(0),
  outcome: "gone",
  about: nothing,
  checkout: null,
};

const checkoutLines = z.array(z.object({ variantId: z.string().nullish() }));

/** The runs of some messages, by run id. */
export async function loadGuardedRuns(
  sql: Sql,
  shopId: number,
  messages: readonly DueMessage[],
): Promise<Map<string, GuardedRun>> {
  const { rows } = await sql.query<RunRow>({
    name: "guard-runs",
    text: `SELECT r.run_id AS "runId", r.triggered_at AS "triggeredAt", r.outcome, r.state->'about' AS about, c.token,
        c.cart_token AS "cartToken", c.contact_id AS "contactId", c.email, c.completed_at AS "completedAt", c.lines
      FROM runs r LEFT JOIN checkouts c ON c.shop_id = r.shop_id AND c.token = r.state#>>'{about,checkoutToken}'
      WHERE r.shop_id = $1 AND r.run_id = ANY($2::uuid[])`,
    values: [shopId, messages.map(({ runId }) => runId)],
  });
  return new Map(
    rows.map((row) => [
      row.runId,
      {
        triggeredAt: row.triggeredAt,
        outcome: row.outcome,
        about: about.nullable().parse(row.about) ?? nothing,
        checkout: checkoutOf(row),
      },
    ]),
  );
}

function checkoutOf({ token, cartToken, contactId, email, completedAt, lines }: RunRow): GuardedRun["checkout"] {
  if (token === null) return null;
  const variantIds = checkoutLines.parse(lines).map(({ variantId }) => variantId ?? null);
  return { cartToken, contactId, email, completedAt, variantIds };
}
