import type { Shop } from "@prisma/client";
import { phrases } from "emails/phrases/phrases";
import { now } from "~/clock";
import { reasonText } from "~/content/phrases";
import { pool } from "~/db.server";
import { formatMoney } from "~/events/money";
import { lastBuild } from "~/recommendations/models/build-turns";
import type { Pick } from "~/recommendations/rank";
import { rankFor } from "~/recommendations/recommend";
import type { Picks } from "~/recommendations/recommendation";
import { readRules } from "~/recommendations/rule-store";
import { contactPage } from "./contact-list";
import { contactName } from "./contact-profile";
import { actionTitles, dropTitles, ordinal, sourceTitles, subjectTitles } from "./recommendation-words";

/** A product that a mail would show now. */
export interface PreviewedProduct {
  readonly productId: string;
  readonly title: string;
  readonly imageUrl: string;
  readonly price: string;
  /** As its reader would see it beneath the product. */
  readonly reason: string;
  /** What spoke for it, in a merchant's words. */
  readonly because: readonly string[];
}

export interface RecommendationPreview {
  /** Null for somebody new. */
  readonly contact: { readonly contactId: string; readonly name: string } | null;
  readonly products: readonly PreviewedProduct[];
  readonly leftOut: readonly { readonly productId: string; readonly title: string; readonly why: string }[];
}

export interface ListedRule {
  readonly ruleId: string;
  readonly action: string;
  readonly subject: string;
  readonly name: string;
  readonly imageUrl: string | null;
}

/** As many as the largest mail shows. */
const SHOWN = 8;
const MOST_LEFT_OUT = 12;
const MOST_FOUND = 8;

/** What a mail would show a contact now, and why; null where there is no such contact. Nobody: somebody new. */
export async function recommendationPreview(
  shop: Shop,
  contactId: string | undefined,
  picks: Picks,
): Promise<RecommendationPreview | null> {
  const contact = contactId === undefined ? null : await contactOf(shop.shopId, contactId);
  if (contactId !== undefined && !contact) return null;
  const request = { key: "preview", contactId: contactId ?? null, aboutProductIds: [], count: SHOWN, picks };
  const ranking = (await rankFor(pool, shop.shopId, [request], now())).get("preview");
  return {
    contact,
    products: (ranking?.picks ?? []).map((pick) => previewed(pick, shop.currency)),
    leftOut: (ranking?.dropped ?? [])
      .slice(0, MOST_LEFT_OUT)
      .map(({ product: { productId, title }, why }) => ({ productId, title, why: dropTitles[why] })),
  };
}

/** Contacts whose name or address holds the text, the newest first. */
export async function contactsFound(shopId: number, search: string) {
  const { contacts } = await contactPage(shopId, { search }, {});
  return contacts.slice(0, MOST_FOUND).map(({ contactId, firstName, lastName, email }) => ({
    contactId,
    name: contactName(firstName, lastName, email),
    email,
  }));
}

/** The merchant's rules in their words, and when the models were built last. */
export async function recommendationRules(shopId: number) {
  const [rules, builtAt] = await Promise.all([readRules(pool, shopId), lastBuild(shopId)]);
  const ids = rules.flatMap(({ subject, value }) => (subject === "product" ? [value] : []));
  const { rows } = await pool.query<{ productId: string; title: string; imageUrl: string | null }>(
    `SELECT product_id AS "productId", title, image_url AS "imageUrl" FROM products
     WHERE shop_id = $1 AND product_id = ANY($2::text[])`,
    [shopId, ids],
  );
  const products = new Map(rows.map((row) => [row.productId, row]));
  return {
    builtAt,
    rules: rules.map(({ ruleId, action, subject, value }): ListedRule => {
      const product = subject === "product" ? products.get(value) : undefined;
      return {
        ruleId,
        action: actionTitles[action],
        subject: subjectTitles[subject],
        name: subject === "product" ? (product?.title ?? "A product that is gone") : value,
        imageUrl: product?.imageUrl ?? null,
      };
    }),
  };
}

function previewed({ recommendation, sources, isBoosted, isRepeated }: Pick, currency: string): PreviewedProduct {
  const { productId, title, imageUrl, priceMinor, reason } = recommendation;
  return {
    productId,
    title,
    imageUrl,
    price: formatMoney(priceMinor, currency, "en"),
    reason: reasonText(reason, phrases.en),
    because: [
      ...(reason.kind === "pinned" ? ["You put it first"] : []),
      ...sources.map(({ source, place }) => `${ordinal(place)} of ${sourceTitles[source]}`),
      ...(isBoosted ? ["You prefer it"] : []),
      ...(isRepeated ? ["Shown this week already, and nothing else was left"] : []),
    ],
  };
}

async function contactOf(shopId: number, contactId: string): Promise<RecommendationPreview["contact"]> {
  const { rows } = await pool.query<{ firstName: string | null; lastName: string | null; email: string | null }>(
    `SELECT first_name AS "firstName", last_name AS "lastName", email FROM contacts
     WHERE shop_id = $1 AND contact_id = $2 AND merged_into IS NULL`,
    [shopId, contactId],
  );
  const [row] = rows;
  return row ? { contactId, name: contactName(row.firstName, row.lastName, row.email) } : null;
}
