import { z } from "zod";
import { pool } from "~/db.server";
import { seal } from "~/delivery/secret";
import { deliverForShops } from "~/worker/deliver-for-shops";
import { processShops } from "~/worker/work-shops";
import { hours, send, wait } from "~/workflows/define";
import { welcome } from "~/workflows/presets/welcome";
import { BUSY_SHOP, OTHER_SHOP } from "./fair-store";
import { answerQuestions } from "./side-process";

const question = z.discriminatedUnion("kind", [
  /** Opens both shops, with the workflow on. */
  z.object({ kind: z.literal("open") }),
  /** Takes turns until the other shop's mail is out. */
  z.object({ kind: z.literal("mail") }),
]);

/** Its mail is transactional, so that no consent and no cap decides when it leaves. */
const workflow = {
  ...welcome,
  id: "bench",
  steps: [wait("an-hour", hours(1)), send("mail", "welcome-guide", { class: "transactional", usefulFor: hours(12) })],
};

const MOST_TURNS = 100;

answerQuestions((asked) => (question.parse(asked).kind === "open" ? open() : takeTurns()));

async function open(): Promise<null> {
  for (const shopId of [BUSY_SHOP, OTHER_SHOP]) {
    await pool.query(
      `INSERT INTO shops (shop_id, domain, name, timezone, opened_at, storefront_url, sender_name, sender_email, postal_address,
          sendgrid_key, sending_rules)
        VALUES ($1, 'bench-' || $1::int || '.myshopify.com', 'Bench', 'UTC', now(), 'https://bench.example', 'Bench',
          'hello@bench.example', '1 Bench Lane, 10969 Berlin', $2, '{"quietHours":{"from":0,"to":0}}')`,
      [shopId, seal(shopId, "SG.bench-key")],
    );
    await pool.query(
      `INSERT INTO workflow_versions (shop_id, workflow_id, version, definition, created_at) VALUES ($1, $2, 1, $3, now())`,
      [shopId, workflow.id, JSON.stringify(workflow)],
    );
    await pool.query(
      `INSERT INTO workflows (shop_id, workflow_id, is_on, version, changed_at) VALUES ($1, $2, true, 1, now())`,
      [shopId, workflow.id],
    );
  }
  return null;
}

/** A turn is a batch of deliveries and a batch of timers of each shop at the most, then a batch of its mails. */
async function takeTurns(): Promise<{ turns: number; ms: number }> {
  const start = performance.now();
  for (let turns = 1; turns <= MOST_TURNS; turns += 1) {
    await processShops();
    await deliverForShops();
    if (await isMailed()) return { turns, ms: performance.now() - start };
  }
  throw new Error(`After ${MOST_TURNS} turns the other shop's mail is not out.`);
}

async function isMailed(): Promise<boolean> {
  const { rows } = await pool.query("SELECT 1 FROM messages WHERE shop_id = $1 AND status = 'sent'", [OTHER_SHOP]);
  return rows.length > 0;
}
