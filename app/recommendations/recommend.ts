import type { Sql } from "~/db.server";
import type { NeighbourKind } from "./neighbour";
import { newProducts, type PopularProduct, popularProducts } from "./popular-products";
import { type Candidate, type Candidates, type NeighbourCandidate, rank } from "./rank";
import type { Recommendation, RecommendationRequest } from "./recommendation";

/**
 * Products for a batch of mails of one shop, by the requests' keys. Stock, price and publication are read
 * now. A shop with too few products gives fewer than asked for, or none; it never fails for that.
 */
export async function recommend(
  sql: Sql,
  shopId: number,
  requests: readonly RecommendationRequest[],
): Promise<Map<string, Recommendation[]>> {
  if (requests.length === 0) return new Map();
  const popular = await popularProducts(sql, shopId);
  const newest = requests.some(({ picks }) => picks === "new") ? await newProducts(sql, shopId) : [];
  const seedIds = new Set(requests.flatMap(({ seedProductIds }) => seedProductIds));
  const others = [...popular.map(({ productId }) => productId), ...newest];
  const rows = await readCandidates(sql, shopId, [...seedIds], others);
  const candidates = arrange(rows, popular, newest);
  return new Map(requests.map((request) => [request.key, rank(request, candidates)]));
}

interface CandidateRow extends Candidate {
  readonly isRecommendable: boolean;
  /** From which product of the checkouts, of which kind, how strong. */
  readonly edges: readonly (readonly [seedId: string, kind: NeighbourKind, score: number])[] | null;
}

async function readCandidates(
  sql: Sql,
  shopId: number,
  seedIds: readonly string[],
  otherIds: readonly string[],
): Promise<CandidateRow[]> {
  const { rows } = await sql.query<CandidateRow>({
    name: "recommendation-candidates",
    text: `
      SELECT * FROM (
        SELECT p.product_id AS "productId", p.title, p.handle, p.vendor, p.type, p.image_url AS "imageUrl",
          p.image_alt AS "imageAlt", cheapest.price_minor AS "priceMinor", cheapest.compare_at_minor AS "compareAtMinor",
          p.is_published AND p.image_url IS NOT NULL AND cheapest.price_minor IS NOT NULL AS "isRecommendable",
          wanted.edges
        FROM (
          SELECT id, json_agg(edge) FILTER (WHERE edge IS NOT NULL) AS edges
          FROM (
            SELECT neighbour_id AS id, json_build_array(product_id, kind, score) AS edge
            FROM product_neighbours WHERE shop_id = $1 AND product_id = ANY($2::text[])
            UNION ALL
            SELECT unnest($2::text[] || $3::text[]), NULL
          ) found GROUP BY id
        ) wanted
        JOIN products p ON p.shop_id = $1 AND p.product_id = wanted.id
        LEFT JOIN LATERAL (
          -- A price of nothing is a sample's or another app's line.
          SELECT price_minor, compare_at_minor FROM variants v
          WHERE v.shop_id = $1 AND v.product_id = p.product_id AND v.is_available AND v.price_minor > 0
          ORDER BY price_minor, position LIMIT 1
        ) cheapest ON true
      ) candidates
      WHERE "isRecommendable" OR "productId" = ANY($2::text[])`,
    values: [shopId, seedIds, otherIds],
  });
  return rows;
}

function arrange(
  rows: readonly CandidateRow[],
  popular: readonly PopularProduct[],
  newest: readonly string[],
): Candidates {
  const neighbours = new Map<string, NeighbourCandidate[]>();
  const byId = new Map<string, Candidate>();
  for (const { edges, isRecommendable, ...candidate } of rows) {
    if (!isRecommendable) continue;
    byId.set(candidate.productId, candidate);
    for (const [seed, kind, score] of edges ?? []) {
      const list = neighbours.get(seed);
      if (list) list.push({ candidate, kind, score });
      else neighbours.set(seed, [{ candidate, kind, score }]);
    }
  }
  return {
    neighbours,
    popular: popular.flatMap(({ productId, units }) => {
      const candidate = byId.get(productId);
      return candidate ? { candidate, isBestSeller: units > 0 } : [];
    }),
    newest: newest.flatMap((productId) => byId.get(productId) ?? []),
    titles: new Map(rows.map(({ productId, title }) => [productId, title])),
  };
}
