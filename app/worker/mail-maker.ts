import { compileTemplate } from "~/content/compile";
import { type RenderInputs, renderInputs } from "~/content/render-inputs";
import { isTemplateKey } from "~/content/templates";
import type { Sql } from "~/db.server";
import type { ClaimedMessage, MailMaker, Prepared } from "~/delivery/message";
import { log } from "~/log.server";
import { variantsById } from "~/recommendations/catalogue";
import { recommend } from "~/recommendations/recommend";
import type { Recommendation } from "~/recommendations/recommendation";
import type { SendStep } from "~/workflows/definition";
import { versionsOf } from "~/workflows/versions";
import { type CheckoutToMail, loadCheckouts } from "./load-checkouts";
import { loadMailShop, type MailShop } from "./load-mail-shop";
import { localeOr, mailLines, mailProduct, mailTotal } from "./mail-texts";

/**
 * Makes the mails of a shop for delivery, which knows neither recommendations nor content. Prices, stock
 * and products are read when the mail is claimed, not when its run began.
 */
export function mailMaker(shopId: number): MailMaker {
  let shop: MailShop | null = null;
  const subjects = new Map<string, string | undefined>();
  return {
    async prepare(messages, sql) {
      shop = await loadMailShop(sql, shopId);
      const steps = await sendSteps(sql, shopId, messages);
      for (const { messageId } of messages) subjects.set(messageId, steps.get(messageId)?.subject);
      return prepare(sql, shop, messages, steps);
    },
    async render({ messageId, template, inputs }) {
      if (!shop) throw new Error("a mail is rendered before it was prepared");
      if (!isTemplateKey(template)) throw new Error(`there is no mail "${template}" any more`);
      const compiled = await compileTemplate(template, shop.brand, subjects.get(messageId));
      return compiled.render(renderInputs.parse(inputs));
    },
  };
}

async function prepare(
  sql: Sql,
  shop: MailShop,
  messages: readonly ClaimedMessage[],
  steps: ReadonlyMap<string, SendStep>,
): Promise<Map<string, Prepared>> {
  const checkouts = await loadCheckouts(sql, shop.shopId, messages);
  const variantIds = [...checkouts.values()].flatMap(({ lines }) => lines.flatMap(({ variantId }) => variantId ?? []));
  const variants = await variantsById(sql, shop.shopId, [...new Set(variantIds)]);
  const recommended = await recommendations(sql, shop, messages, steps, checkouts);

  const prepared = new Map<string, Prepared>();
  for (const message of messages) {
    const checkout = checkouts.get(message.messageId);
    if (!checkout?.recoveryUrl || !isTemplateKey(message.template)) continue;
    const locale = localeOr(checkout.locale, shop.locale);
    const lines = mailLines(checkout, variants, shop, locale);
    if (lines.length === 0) continue;
    const inputs: RenderInputs = {
      locale,
      contact: { firstName: checkout.firstName },
      checkout: { recoveryUrl: checkout.recoveryUrl, lines, total: mailTotal(checkout, variants, shop, locale) },
      recommendations: (recommended.get(message.messageId) ?? []).map((one) => mailProduct(one, shop, locale)),
      unsubscribeUrl: message.unsubscribeUrl,
    };
    const compiled = await compileTemplate(message.template, shop.brand, steps.get(message.messageId)?.subject);
    prepared.set(message.messageId, { kind: "ready", subject: compiled.subject(inputs), inputs });
  }
  return prepared;
}

/** A failure to recommend never blocks a mail: it goes out without the row of products. */
async function recommendations(
  sql: Sql,
  shop: MailShop,
  messages: readonly ClaimedMessage[],
  steps: ReadonlyMap<string, SendStep>,
  checkouts: ReadonlyMap<string, CheckoutToMail>,
): Promise<Map<string, Recommendation[]>> {
  const requests = messages.flatMap(({ messageId }) => {
    const count = steps.get(messageId)?.recommendations ?? 0;
    const seeds = checkouts.get(messageId)?.lines.flatMap(({ productId }) => productId ?? []) ?? [];
    return count > 0 ? [{ key: messageId, seedProductIds: seeds, excludedProductIds: seeds, count }] : [];
  });
  await sql.query("SAVEPOINT recommendations");
  try {
    return await recommend(sql, shop.shopId, requests);
  } catch (error) {
    await sql.query("ROLLBACK TO SAVEPOINT recommendations");
    log.error(
      { shopId: shop.shopId, error: error instanceof Error ? error.message : String(error) },
      "no recommendations for a batch of mails",
    );
    return new Map();
  }
}

/** The step of each message, in the version that its run is pinned to. */
async function sendSteps(
  sql: Sql,
  shopId: number,
  messages: readonly ClaimedMessage[],
): Promise<Map<string, SendStep>> {
  const versions = await versionsOf(sql, shopId, messages);
  const byVersion = new Map(versions.map((one) => [`${one.definition.id}/${one.version}`, one.definition.steps]));
  return new Map(
    messages.flatMap(({ messageId, workflowId, version, step: name }) => {
      const step = byVersion.get(`${workflowId}/${version}`)?.find((one) => one.name === name);
      return step?.kind === "send" ? [[messageId, step] satisfies [string, SendStep]] : [];
    }),
  );
}
