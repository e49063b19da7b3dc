import type { Sql } from "~/db.server";
import { log } from "~/log.server";
import { recommend } from "~/recommendations/recommend";
import type { Recommendation, RecommendationRequest } from "~/recommendations/recommendation";
import type { MailFacts } from "./load-mail-facts";
import type { MailToMake } from "./load-mail-steps";

/** Of what somebody bought long ago so much says what they like. */
const MOST_SEEDS = 20;

/**
 * The products that each mail recommends, by message id. A failure to recommend never blocks a mail: it goes out
 * without, unless it is about nothing else.
 */
export async function mailPicks(
  sql: Sql,
  shopId: number,
  mails: readonly MailToMake[],
  facts: MailFacts,
): Promise<Map<string, Recommendation[]>> {
  const requests = mails.filter(isPromoting).map((mail) => requestOf(mail, facts));
  if (requests.length === 0) return new Map();
  await sql.query("SAVEPOINT recommendations");
  try {
    return await recommend(sql, shopId, requests);
  } catch (error) {
    await sql.query("ROLLBACK TO SAVEPOINT recommendations");
    log.error(
      { shopId, error: error instanceof Error ? error.message : String(error) },
      "no recommendations for a batch of mails",
    );
    return new Map();
  }
}

/** A mail about an order, or one that was asked for, sells nothing beside (DESIGN §3, rule 6). */
const isPromoting = ({ message, step }: MailToMake): boolean =>
  message.class === "marketing" && step.recommendations > 0;

function requestOf({ message, template, step, run }: MailToMake, facts: MailFacts): RecommendationRequest {
  const bought = facts.bought.get(run.contactId) ?? [];
  const { checkoutToken, orderId, productIds } = run.about;
  const lines =
    template.needs === "checkout"
      ? facts.checkouts.get(checkoutToken ?? "")?.lines
      : template.needs === "cart"
        ? facts.carts.get(message.messageId)?.lines
        : facts.orders.get(orderId ?? "")?.lines;
  const about = lines?.flatMap(({ productId }) => productId ?? []) ?? [
    ...new Set([...productIds, ...(facts.viewed.get(message.messageId) ?? [])]),
  ];
  return {
    key: message.messageId,
    seedProductIds: about.length > 0 ? about : bought.slice(0, MOST_SEEDS),
    excludedProductIds: [...about, ...bought],
    count: step.recommendations,
    picks: step.picks,
  };
}
