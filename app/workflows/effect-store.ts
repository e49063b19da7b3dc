import type { PoolClient } from "pg";
import { v7 as uuid } from "uuid";
import { now } from "~/clock";
import { retryAfterSeconds } from "~/contacts/consent-writes";
import { pool } from "~/db.server";
import { shopsIn } from "~/shops-in";
import type { CallStep, SetStep } from "./definition";
import type { About, Values } from "./run";

/** What a step asked for beside a mail, as one worker has it until its lease ends. */
export interface ClaimedEffect {
  readonly shopId: number;
  readonly effectId: string;
  readonly workflowId: string;
  readonly step: string;
  readonly payload: SetStep["what"] | CallStep["to"];
  /** Business time at which the step asked for it. */
  readonly createdAt: Date;
  /** How often it was tried, this time included. */
  readonly attempts: number;
  /** A worker had it and never said what became of it: it may have been done. */
  readonly wasUnderWay: boolean;
  /** Whom it is about, as they are now. */
  readonly contact: {
    readonly contactId: string;
    readonly customerId: string | null;
    readonly email: string | null;
    readonly firstName: string | null;
    readonly lastName: string | null;
  };
  /** What its run is about; null once the run is gone. */
  readonly about: About | null;
}

/** What became of a try. */
export type EffectOutcome =
  | { readonly kind: "done"; readonly values?: Values }
  /** Nothing is to be done any more. */
  | { readonly kind: "skipped"; readonly rule: "heard-of-again" }
  | { readonly kind: "again"; readonly error: string }
  /** For good; the reason is shown to the merchant. */
  | { readonly kind: "failed"; readonly error: string };

/** Tries before it is given up: with the pauses between them about four hours, as Shopify gives its webhooks. */
export const MOST_TRIES = 12;

/** Machine time. What is done twice because a worker was slower than this does no harm: see app/worker/effects/. */
const LEASE_SECONDS = 45;

/** The shops in service that have an effect to carry out by now; a skip scan. */
export async function shopsWithEffects(): Promise<{ shopId: number; domain: string }[]> {
  const { rows } = await pool.query<{ shopId: number; domain: string }>({
    name: "effects-shops",
    text: `WITH RECURSIVE ${shopsIn("waiting", "effects", "status = 'waiting'")}
      SELECT s.shop_id AS "shopId", s.domain FROM waiting w JOIN shops s ON s.shop_id = w.shop_id
      WHERE s.opened_at IS NOT NULL AND s.uninstalled_at IS NULL
        AND EXISTS (SELECT 1 FROM effects e WHERE e.shop_id = s.shop_id AND e.status = 'waiting'
          AND (e.next_try_at IS NULL OR e.next_try_at <= clock_timestamp()))
      LIMIT 1000`,
  });
  return rows;
}

/** The next effects of a shop, the oldest first, leased: who dies with one leaves it to the next. */
export async function claimEffects(shopId: number, limit: number): Promise<ClaimedEffect[]> {
  const { rows } = await pool.query<Omit<ClaimedEffect, "contact"> & ClaimedEffect["contact"]>({
    name: "effects-claim",
    text: `WITH due AS (
        SELECT effect_id, attempts > 0 AND error IS NULL AS was_under_way FROM effects
        WHERE shop_id = $1 AND status = 'waiting' AND (next_try_at IS NULL OR next_try_at <= clock_timestamp())
        ORDER BY created_at, effect_id LIMIT $2 FOR UPDATE SKIP LOCKED),
      claimed AS (
        UPDATE effects e SET attempts = e.attempts + 1, error = NULL,
          next_try_at = clock_timestamp() + make_interval(secs => $3)
        FROM due WHERE e.shop_id = $1 AND e.effect_id = due.effect_id
        RETURNING e.*, due.was_under_way)
      SELECT e.shop_id AS "shopId", e.effect_id AS "effectId", e.workflow_id AS "workflowId", e.step, e.payload,
        e.created_at AS "createdAt", e.attempts, e.was_under_way AS "wasUnderWay", e.contact_id AS "contactId",
        c.customer_id AS "customerId", c.email, c.first_name AS "firstName", c.last_name AS "lastName",
        r.state->'about' AS about
      FROM claimed e LEFT JOIN contacts c ON c.shop_id = $1 AND c.contact_id = e.contact_id
      LEFT JOIN runs r ON r.shop_id = $1 AND r.run_id = e.run_id ORDER BY e.created_at, e.effect_id`,
    values: [shopId, limit, LEASE_SECONDS],
  });
  return rows.map(({ contactId, customerId, email, firstName, lastName, ...effect }) => ({
    ...effect,
    contact: { contactId, customerId, email, firstName, lastName },
  }));
}

/**
 * Keeps what became of a try, with the decision that the contact's page tells. The word of a worker whose lease ran
 * out, and whose effect another took up, is not heard.
 */
export async function settleEffect(effect: ClaimedEffect, outcome: EffectOutcome): Promise<void> {
  const { shopId, effectId, attempts } = effect;
  const final = outcome.kind === "again" && attempts >= MOST_TRIES ? givenUp(outcome.error) : outcome;
  const error = "error" in final ? final.error.slice(0, 500) : null;
  if (final.kind === "again") {
    await pool.query({
      name: "effects-postpone",
      text: `UPDATE effects SET error = $4, next_try_at = clock_timestamp() + make_interval(secs => $5)
        WHERE shop_id = $1 AND effect_id = $2 AND status = 'waiting' AND attempts = $3`,
      values: [shopId, effectId, attempts, error, retryAfterSeconds(attempts - 1)],
    });
    return;
  }
  const values = {
    ...valuesOf(effect.payload),
    ...("values" in final && final.values),
    ...(error !== null && { error }),
  };
  await pool.query({
    name: "effects-settle",
    text: `WITH settled AS (
        UPDATE effects SET status = $4, error = $5, next_try_at = NULL, done_at = $6
        WHERE shop_id = $1 AND effect_id = $2 AND status = 'waiting' AND attempts = $3
        RETURNING contact_id, workflow_id, version, run_id, step, kind)
      INSERT INTO decisions (shop_id, decision_id, contact_id, workflow_id, version, run_id, step, outcome, rule, "values", at)
      SELECT $1, $7, contact_id, workflow_id, version, run_id, step, $8, coalesce($9, kind), $10, $6 FROM settled`,
    values: [
      shopId,
      effectId,
      attempts,
      final.kind === "failed" ? "failed" : "done",
      error,
      now(),
      uuid(),
      final.kind,
      "rule" in final ? final.rule : null,
      JSON.stringify(values),
    ],
  });
}

/** Gives up all that a shop's effects still had to do, each with its decision. */
export async function stopEffects(sql: PoolClient, shopId: number, error: string, at: Date): Promise<void> {
  await sql.query(
    `WITH stopped AS (
        UPDATE effects SET status = 'failed', error = $2, next_try_at = NULL, done_at = $3
        WHERE shop_id = $1 AND status = 'waiting'
        RETURNING contact_id, workflow_id, version, run_id, step, kind, payload)
      INSERT INTO decisions (shop_id, decision_id, contact_id, workflow_id, version, run_id, step, outcome, rule, "values", at)
      SELECT $1, gen_random_uuid(), contact_id, workflow_id, version, run_id, step, 'failed', kind,
        payload - 'is' - 'url' || jsonb_build_object('error', $2::text), $3 FROM stopped`,
    [shopId, error, at],
  );
}

/** Whether some worker has an effect in hand just now. */
export async function areEffectsUnderWay(): Promise<boolean> {
  const { rows } = await pool.query(
    `SELECT 1 FROM effects WHERE status = 'waiting' AND attempts > 0 AND error IS NULL AND next_try_at > clock_timestamp()
      LIMIT 1`,
  );
  return rows.length > 0;
}

const givenUp = (error: string) => ({ kind: "failed", error: `${error}, ${MOST_TRIES} times` }) as const;

/** What was to be done, for its sentence. Of a url only the host: the rest may be a secret. */
function valuesOf(payload: ClaimedEffect["payload"]): Values {
  switch (payload.is) {
    case "field":
      return { field: payload.field, to: payload.to };
    case "tag":
      return { tag: payload.tag, on: payload.on };
    case "webhook":
      return { host: URL.canParse(payload.url) ? new URL(payload.url).host : payload.url };
    case "sunset":
    case "flow":
      return {};
  }
}
