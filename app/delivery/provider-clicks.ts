import type { PoolClient } from "pg";
import { v5 as uuid } from "uuid";
import { env } from "~/env.server";
import type { SendgridClick } from "~/events/sendgrid-click";

/** Our own namespace for hits by SendGrid's event id (RFC 9562, 5.5): the same click is one hit. */
const NAMESPACE = "0d6c3f0e-6f0e-4a4e-9a53-2f5f1f1c0a11";

/**
 * Keeps clicks that SendGrid's tracking saw as hits, to be judged like our own. Its tracking is off in our mails; where
 * an account has it on all the same, its clicks lead on to our own links, and those are heard there: only others are kept.
 */
export async function storeProviderClicks(
  sql: PoolClient,
  shopId: number,
  clicks: readonly SendgridClick[],
): Promise<void> {
  if (clicks.length === 0) return;
  const rows = clicks.map(({ sgEventId, agent, ...click }) => ({
    ...click,
    hitId: uuid(`${shopId}|${sgEventId}`, NAMESPACE),
    agent: agent.slice(0, 500),
  }));
  await sql.query({
    name: "provider-clicks",
    text: `INSERT INTO link_hits (shop_id, hit_id, message_id, link, method, agent, at)
      SELECT $1, r."hitId", m.message_id, coalesce(array_position(m.links, r.url) - 1, 0), 'GET', r.agent, r.at
      FROM jsonb_to_recordset($2) AS r("hitId" uuid, "messageId" uuid, url text, agent text, at timestamptz)
      JOIN messages m ON m.shop_id = $1 AND m.message_id = r."messageId"
      JOIN shops s ON s.shop_id = $1
      WHERE NOT starts_with(r.url, $3) AND NOT (s.link_domain IS NOT NULL AND starts_with(r.url, 'https://' || s.link_domain || '/'))
      ON CONFLICT (shop_id, hit_id) DO NOTHING`,
    values: [shopId, JSON.stringify(rows), new URL("/", env.SHOPIFY_APP_URL).href],
  });
}
