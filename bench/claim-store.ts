import { days, send, wait } from "~/workflows/define";
import { welcome } from "~/workflows/presets/welcome";

/** When the runs that are measured are due first; walked on, they are due a day later again. */
export const FIRST_DUE = new Date("2026-11-23T12:00:00Z");

const COHORTS = 10;

/** A day's wait after another, so that a run that is woken sleeps again. */
const workflow = {
  ...welcome,
  id: "bench",
  steps: [
    ...Array.from({ length: 30 }, (_, index) => wait(`day-${index + 1}`, days(1))),
    send("mail", "welcome", { usefulFor: days(1) }),
  ],
};

const id = (number: string, kind: number) =>
  `(lpad(to_hex(1700000000000 + ${number}), 12, '0') || '7${kind}008000' || lpad(to_hex(${number}), 12, '0'))::uuid`;

/**
 * The statements that fill an empty database with one shop's sleeping runs: `due` of them wake first, the others in the
 * months after. Who is due together began together, an hour, a day or a week ago: ten cohorts, strewn among the others.
 */
export function claimStore(due: number, all: number): string {
  const [cohort, every] = [due / COHORTS, all / COHORTS];
  const definition = JSON.stringify(workflow).replaceAll("'", "''");
  const about = `{"checkoutToken":null,"cartToken":null,"orderId":null,"productIds":[],"fields":{}}`;
  const first = `timestamptz '${FIRST_DUE.toISOString()}'`;
  return `
    INSERT INTO shops (shop_id, domain, currency, timezone, opened_at) VALUES (1, 'bench.myshopify.com', 'EUR', 'Europe/Berlin', now());
    INSERT INTO workflow_versions (shop_id, workflow_id, version, definition, created_at) VALUES (1, 'bench', 1, '${definition}', now());
    INSERT INTO workflows (shop_id, workflow_id, is_on, version, changed_at) VALUES (1, 'bench', true, 1, now());
    INSERT INTO contacts (shop_id, contact_id, email, consent, created_at)
      SELECT 1, ${id("i", 0)}, 'contact-' || i || '@example.com', 'SUBSCRIBED', now() FROM generate_series(0, ${all - 1}) i;
    INSERT INTO runs (shop_id, run_id, workflow_id, version, contact_id, key, triggered_at, status, wake_at, started_at, state)
      SELECT 1, ${id("i", 1)}, 'bench', 1, ${id("i", 0)}, 'run-' || i, ${first} - interval '1 day', 'active',
        CASE WHEN i % ${every} < ${cohort} THEN ${first} - (i % 1000) * interval '1 second'
          ELSE ${first} + interval '60 days' + (i % 86400) * interval '1 minute' END,
        ${first} - interval '1 day',
        jsonb_build_object('step', 'day-1', 'done', '[]'::jsonb, 'taken', '{}'::jsonb, 'heard', '[]'::jsonb, 'isHeldOut', false,
          'restarts', 0, 'about', '${about}'::jsonb)
      FROM generate_series(0, ${all - 1}) i;
    ANALYZE contacts; ANALYZE runs`;
}
