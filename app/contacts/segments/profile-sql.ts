import type { Compiler } from "./compile";
import type { Condition } from "./expression";

type ProfileCondition = Extract<
  Condition,
  { is: "stage" | "profile" | "tagged" | "custom" | "consent" | "shopify-segment" }
>;

/** A test of the row `contacts c`. It may come out as unknown where the contact's value is. */
export function profileSql({ bind }: Compiler, condition: ProfileCondition): string {
  // In PostgreSQL's own words for lower case, so that both sides agree whatever the locale.
  const anyOf = (values: readonly string[]) => `ARRAY(SELECT lower(v) FROM unnest(${bind(values, "text[]")}) v)`;
  switch (condition.is) {
    case "stage":
      return `c.stage = ANY(${bind(condition.of, "text[]")})`;
    case "consent":
      return `c.consent = ANY(${bind(condition.of, "text[]")})`;
    case "tagged":
      return `lower(c.tags::text)::text[] && ${anyOf(condition.of)}`;
    case "profile": {
      const wanted = anyOf(condition.of);
      if (condition.field !== "language") return `lower(c.${condition.field}) = ANY(${wanted})`;
      return `(lower(c.locale) = ANY(${wanted}) OR split_part(lower(c.locale), '-', 1) = ANY(${wanted}))`;
    }
    case "custom": {
      const value = `c.custom ->> ${bind(condition.field, "text")}`;
      const { test } = condition;
      if (test.at === "known") return `(${value}) IS NOT NULL`;
      if (test.at === "one-of") return `lower(${value}) = ANY(${anyOf(test.of)})`;
      // A file brings its numbers as text.
      const number = `CASE WHEN ${value} ~ '^-?[0-9]{1,40}([.][0-9]{1,40})?$' THEN (${value})::numeric END`;
      return `${number} ${test.at === "least" ? ">=" : "<="} ${bind(test.number, "numeric")}`;
    }
    case "shopify-segment":
      return `EXISTS (SELECT FROM shopify_segment_members m WHERE m.shop_id = c.shop_id
        AND m.shopify_segment_id = ${bind(condition.segment.id, "text")} AND m.customer_id = c.customer_id)`;
  }
}
