import { pool } from "~/db.server";
import type { WorkflowDefinition } from "~/workflows/definition";
import { allSteps, inner } from "~/workflows/program";
import type { Names } from "~/workflows/words/names";
import { segmentNames } from "./contact-segments";

/** What definitions name by id, by its name in the shop. */
export async function workflowNames(
  shop: { readonly shopId: number; readonly currency: string },
  definitions: readonly WorkflowDefinition[],
): Promise<Names> {
  const [segments, products] = await Promise.all([
    segmentNames(shop.shopId),
    productTitles(shop.shopId, [...new Set(definitions.flatMap(productsAsked))]),
  ]);
  return {
    segments: new Map(segments.map(({ segmentId, name }) => [segmentId, name])),
    products,
    currency: shop.currency,
  };
}

function productsAsked({ audience, steps }: WorkflowDefinition): string[] {
  const branches = allSteps(steps).flatMap((step) => (step.kind === "branch" ? [step.when] : []));
  return [...audience, ...branches]
    .map(inner)
    .flatMap((one) => (one.is === "about-product" && one.by === "product" ? one.of : []));
}

async function productTitles(shopId: number, ids: readonly string[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map();
  const { rows } = await pool.query<{ id: string; title: string }>(
    "SELECT product_id AS id, title FROM products WHERE shop_id = $1 AND product_id = ANY ($2)",
    [shopId, ids],
  );
  return new Map(rows.map(({ id, title }) => [id, title]));
}
