import { type CompiledTemplate, compileTemplate } from "~/content/compile";
import type { RenderInputs } from "~/content/render-inputs";
import { isTemplateKey, type TemplateKey } from "~/content/templates";
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
  let mails: ReadonlyMap<string, Mail> = new Map();
  return {
    async prepare(messages, sql) {
      const shop = await loadMailShop(sql, shopId);
      mails = await prepare(sql, shop, messages, await sendSteps(sql, shopId, messages));
      return new Map(
        [...mails].map(([messageId, { template, inputs }]) => [
          messageId,
          { kind: "ready", subject: template.subject(inputs), inputs } satisfies Prepared,
        ]),
      );
    },
    render({ messageId }) {
      const mail = mails.get(messageId);
      if (!mail) throw new Error("a mail is rendered before it was prepared");
      return mail.template.render(mail.inputs);
    },
  };
}

/** A mail before it is rendered: the very inputs that are stored with its message. */
interface Mail {
  readonly template: CompiledTemplate;
  readonly inputs: RenderInputs;
}

async function prepare(
  sql: Sql,
  shop: MailShop,
  messages: readonly ClaimedMessage[],
  steps: ReadonlyMap<string, SendStep>,
): Promise<Map<string, Mail>> {
  const checkouts = await loadCheckouts(sql, shop.shopId, messages);
  const variantIds = [...checkouts.values()].flatMap(({ lines }) => lines.flatMap(({ variantId }) => variantId ?? []));
  const variants = await variantsById(sql, shop.shopId, [...new Set(variantIds)]);
  const recommended = await recommendations(sql, shop, messages, steps, checkouts);

  const templates = templatesFor(shop);
  const mails = new Map<string, Mail>();
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
    const template = await templates(message.template, steps.get(message.messageId)?.subject);
    mails.set(message.messageId, { template, inputs });
  }
  return mails;
}

/** Each template once a batch: to find one in memory takes the whole brand as its key. */
function templatesFor({ brand }: MailShop) {
  const found = new Map<string, CompiledTemplate>();
  return async (key: TemplateKey, subject: string | undefined): Promise<CompiledTemplate> => {
    const name = `${key}/${subject ?? ""}`;
    const template = found.get(name) ?? (await compileTemplate(key, brand, subject));
    found.set(name, template);
    return template;
  };
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
