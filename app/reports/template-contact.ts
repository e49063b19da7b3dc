import type { Shop } from "@prisma/client";
import { v7 as uuid } from "uuid";
import { now } from "~/clock";
import { type Language, languageOf } from "~/content/language";
import type { RenderInputs } from "~/content/render-inputs";
import type { TemplateSettings } from "~/content/settings";
import { type TemplateKey, templates } from "~/content/templates";
import { type Sql, transaction } from "~/db.server";
import { loadHeroes } from "~/worker/load-heroes";
import { loadMailFacts } from "~/worker/load-mail-facts";
import { loadMailShop } from "~/worker/load-mail-shop";
import type { MailToMake } from "~/worker/load-mail-steps";
import { mailInputs } from "~/worker/mail-inputs";
import { mailMessages } from "~/worker/mail-messages";
import { mailPicks } from "~/worker/mail-picks";
import { withSettings } from "~/worker/mail-settings";
import type { About } from "~/workflows/run";
import { stepsSending } from "./template-steps";

/** What a mail would be rendered from for one contact, or why there is nothing to write to them about. */
export type ContactInputs =
  | { readonly kind: "ready"; readonly inputs: RenderInputs }
  | { readonly kind: "nothing"; readonly why: string };

interface Subject {
  readonly contactId: string;
  readonly firstName: string | null;
  readonly locale: string | null;
  readonly country: string | null;
  readonly region: string | null;
  readonly timezone: string | null;
  readonly checkoutToken: string | null;
  readonly cartToken: string | null;
  readonly cartAt: Date | null;
  readonly orderId: string | null;
  readonly viewedAt: Date | null;
  readonly productIds: readonly string[];
}

/**
 * A template's inputs for a contact as the worker would make them now, of the newest that they did: their checkout,
 * cart or order, what they looked at. Nothing is queued or written, and it offers nothing: an offer is a step's.
 */
export function contactInputs(
  shop: Shop,
  key: TemplateKey,
  settings: TemplateSettings,
  contactId: string,
  language: Language,
): Promise<ContactInputs> {
  return transaction(async (sql) => {
    const subject = await loadSubject(sql, shop.shopId, contactId);
    if (!subject) return { kind: "nothing", why: "There is no such contact any more. Choose another one." };
    const mail = mailTo(subject, shop, key, settings, language);
    if (!mail) return { kind: "nothing", why: "No workflow sends this mail." };
    const mailShop = await loadMailShop(sql, shop.shopId);
    const facts = await loadMailFacts(sql, shop.shopId, [mail]);
    const picks = await mailPicks(sql, shop.shopId, [mail], facts);
    const heroes = await loadHeroes(sql, mailShop, [mail], now());
    const messages = await mailMessages(sql, shop.shopId, [mail]);
    const { messageId } = mail.message;
    const made = mailInputs(mail, facts, picks.get(messageId) ?? [], mailShop, {
      hero: heroes.get(contactId) ?? null,
      messages: messages.get(messageId) ?? [],
    });
    return made.kind === "ready" ? made : { kind: "nothing", why: whyNot(made.rule, made.values.missing) };
  });
}

/** The mail as the worker knows it, for a run that was never begun. */
function mailTo(
  subject: Subject,
  shop: Shop,
  key: TemplateKey,
  settings: TemplateSettings,
  language: Language,
): MailToMake | null {
  const [sending] = stepsSending(key);
  if (!sending) return null;
  const { workflowId, step } = sending;
  const { contactId, firstName, locale, country, region, timezone } = subject;
  const messageId = uuid();
  const at = now();
  const about: About = {
    checkoutToken: subject.checkoutToken,
    cartToken: subject.cartToken,
    orderId: subject.orderId,
    productIds: [...subject.productIds],
    fields: {},
  };
  const template = templates[key];
  const own = { version: 0, settings };
  return {
    message: {
      ...{ shopId: shop.shopId, messageId, contactId, workflowId, version: 0, runId: messageId, step: step.name },
      ...{ template: key, class: step.class, sendAt: at, usefulUntil: at, reason: null, attempts: 0, email: "" },
      unsubscribeUrl: template.sample.unsubscribeUrl,
    },
    template: { ...template, key },
    own,
    step: withSettings(step, settings),
    run: {
      ...{ messageId, contactId, about, firstName, country, region, timezone },
      triggeredAt: (template.needs === "cart" ? subject.cartAt : subject.viewedAt) ?? at,
      locale: locale !== null && languageOf(locale) === language ? locale : language,
    },
  };
}

async function loadSubject(sql: Sql, shopId: number, contactId: string): Promise<Subject | null> {
  const { rows } = await sql.query<Subject>(
    `SELECT c.contact_id AS "contactId", c.first_name AS "firstName", c.locale, c.country, c.region, c.timezone,
       (SELECT token FROM checkouts WHERE shop_id = $1 AND contact_id = $2
         ORDER BY completed_at IS NOT NULL, updated_at DESC LIMIT 1) AS "checkoutToken",
       cart.token AS "cartToken", cart.at AS "cartAt",
       (SELECT order_id FROM orders WHERE shop_id = $1 AND contact_id = $2 AND cancelled_at IS NULL
         ORDER BY placed_at DESC LIMIT 1) AS "orderId",
       viewed.at AS "viewedAt", array_remove(array[viewed.product_id], NULL) AS "productIds"
     FROM contacts c
     LEFT JOIN LATERAL (
       SELECT data->>'token' AS token, occurred_at AS at FROM events
       WHERE shop_id = $1 AND contact_id = $2 AND name = 'cart.updated' ORDER BY occurred_at DESC LIMIT 1
     ) cart ON true
     LEFT JOIN LATERAL (
       SELECT data->>'productId' AS product_id, occurred_at AS at FROM events
       WHERE shop_id = $1 AND contact_id = $2 AND name = 'product.viewed' ORDER BY occurred_at DESC LIMIT 1
     ) viewed ON true
     WHERE c.shop_id = $1 AND c.contact_id = $2 AND c.merged_into IS NULL`,
    [shopId, contactId],
  );
  return rows[0] ?? null;
}

const missingWords: Readonly<Record<string, string>> = {
  checkout: "This contact has begun no checkout, so that there is nothing to remind them of.",
  cart: "This contact has put nothing in a cart.",
  order: "This contact has not ordered yet.",
  product: "This contact has looked at no product that still has its page.",
  link: "There is no way back to this contact's checkout.",
  recommendations: "There are no products yet that could be recommended to this contact.",
};

function whyNot(rule: string, missing: unknown): string {
  if (rule === "nothing-left-to-buy") return "What this mail would be about can no longer be bought.";
  if (rule === "order-cancelled") return "This contact's last order was cancelled.";
  return missingWords[String(missing)] ?? "There is nothing to write to this contact about.";
}
