import type { Shop } from "@prisma/client";
import { bareId } from "~/admin-api/bare-id";
import { SegmentsPageDocument } from "~/admin-api/generated/graphql";
import { pool } from "~/db.server";
import { countryName, languageName, placeName } from "~/place-names";
import { offlineAdmin } from "~/shopify.server";

/** What a segment's rule can name of a shop. */
export const choiceKinds = [
  "product",
  "collection",
  "product-tag",
  "product-type",
  "vendor",
  "customer-tag",
  "country",
  "region",
  "city",
  "place",
  "language",
  "shopify-segment",
] as const;

export type ChoiceKind = (typeof choiceKinds)[number];

export interface Choice {
  readonly value: string;
  readonly label: string;
}

/** Few enough to be read; typing finds the rest. */
const MOST = 20;

/** Shopify's own segments are read by pages; a shop with more than these finds the others by their names. */
const SHOPIFY_SEGMENTS = 250;

/** What the shop has of a kind whose name holds `search`, by name; the first of them. */
export async function segmentChoices(shop: Shop, kind: ChoiceKind, search: string): Promise<Choice[]> {
  switch (kind) {
    case "shopify-segment":
      return fitting(await shopifySegments(shop), search);
    // A country is stored as its code and looked for by its name.
    case "country":
      return fitting(
        (await distinct(shop.shopId, "country")).map((code) => ({ value: code, label: countryName(code) })),
        search,
      );
    case "place":
      return fitting(await places(shop.shopId), search);
    case "language":
      return fitting(
        (await distinct(shop.shopId, "locale")).map((tag) => ({ value: tag, label: languageName(tag) })),
        search,
      );
    default:
      return stored(shop.shopId, sources[kind], search);
  }
}

const contacts = "contacts WHERE shop_id = $1 AND merged_into IS NULL";
const products = "products WHERE shop_id = $1";

const sources: Readonly<Record<Exclude<ChoiceKind, "shopify-segment" | "country" | "place" | "language">, string>> = {
  product: `SELECT product_id AS value, title AS label FROM ${products}`,
  collection: `SELECT DISTINCT name AS value, name AS label FROM (SELECT unnest(collections) AS name FROM ${products}) one`,
  "product-tag": `SELECT DISTINCT name AS value, name AS label FROM (SELECT unnest(tags) AS name FROM ${products}) one`,
  "product-type": `SELECT DISTINCT type AS value, type AS label FROM ${products}`,
  vendor: `SELECT DISTINCT vendor AS value, vendor AS label FROM ${products}`,
  "customer-tag": `SELECT DISTINCT name AS value, name AS label FROM (SELECT unnest(tags) AS name FROM ${contacts}) one`,
  region: `SELECT DISTINCT region AS value, region AS label FROM ${contacts}`,
  city: `SELECT DISTINCT city AS value, city AS label FROM ${contacts}`,
};

async function stored(shopId: number, source: string, search: string): Promise<Choice[]> {
  const { rows } = await pool.query<Choice>(
    `SELECT value, label FROM (${source}) choice
     WHERE label <> '' AND strpos(lower(label), lower($2)) > 0 ORDER BY lower(label), value LIMIT ${MOST}`,
    [shopId, search],
  );
  return rows;
}

async function distinct(shopId: number, column: "country" | "locale"): Promise<string[]> {
  const { rows } = await pool.query<{ value: string }>(
    `SELECT DISTINCT ${column} AS value FROM ${contacts} AND ${column} IS NOT NULL LIMIT 500`,
    [shopId],
  );
  return rows.map(({ value }) => value);
}

/** Countries and their regions: "CA" and "CA-BE". */
async function places(shopId: number): Promise<Choice[]> {
  const { rows } = await pool.query<{ value: string }>(
    `SELECT DISTINCT country || coalesce('-' || region, '') AS value FROM ${contacts} AND country ~ '^[A-Z]{2}$' LIMIT 2000`,
    [shopId],
  );
  const known = rows.flatMap(({ value }) => [value.slice(0, 2), value]);
  return [...new Set(known)].map((value) => ({ value, label: placeName(value) }));
}

async function shopifySegments({ domain }: Shop): Promise<Choice[]> {
  const admin = await offlineAdmin(domain);
  const { segments } = await admin.request(SegmentsPageDocument, { first: SHOPIFY_SEGMENTS, after: null });
  return segments.nodes.map(({ id, name }) => ({ value: bareId(id), label: name }));
}

function fitting(choices: readonly Choice[], search: string): Choice[] {
  const sought = search.toLowerCase();
  return choices
    .filter(({ label, value }) => label.toLowerCase().includes(sought) || value.toLowerCase() === sought)
    .sort((a, b) => a.label.localeCompare(b.label, "en"))
    .slice(0, MOST);
}
