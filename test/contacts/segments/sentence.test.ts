import { describe, expect, it } from "vitest";
import { type Condition, type Rule, segmentRule } from "~/contacts/segments/expression";
import { sentence } from "~/contacts/segments/sentence";

const any = { kind: "any" } as const;
const ever = { in: "ever" } as const;
const last = (days: number) => ({ in: "last", days }) as const;
const times = (at: "least" | "most" | "exactly", count: number) => ({ at, count });

describe("a rule, told", () => {
  it.each<[string, Condition]>([
    [
      "Ordered at least 2 times in the last 90 days",
      { is: "did", what: "ordered", about: any, times: times("least", 2), when: last(90) },
    ],
    ["Never ordered", { is: "did", what: "ordered", about: any, times: times("most", 0), when: ever }],
    [
      "Did not view a product in the last day",
      { is: "did", what: "viewed", about: any, times: times("exactly", 0), when: last(1) },
    ],
    [
      "Put “Dune Table Lamp” or “Bud Vase” in the cart at least once more than 30 days ago",
      {
        is: "did",
        what: "carted",
        about: {
          kind: "product",
          of: [
            { id: "1", name: "Dune Table Lamp" },
            { id: "2", name: "Bud Vase" },
          ],
        },
        times: times("least", 1),
        when: { in: "before", days: 30 },
      },
    ],
    [
      "Began a checkout with something tagged “linen” at most 3 times",
      { is: "did", what: "checked-out", about: { kind: "tag", of: ["linen"] }, times: times("most", 3), when: ever },
    ],
    [
      "Clicked a link in a mail at least once in the last 7 days",
      { is: "reacted", what: "clicked", times: times("least", 1), when: last(7) },
    ],
    [
      "Had “loyalty.joined” exactly once",
      { is: "reported", event: "loyalty.joined", times: times("exactly", 1), when: ever },
    ],
    [
      "Spent at least €1,200.50 on something of the collection “Lamps” in the last 365 days",
      { is: "spent", at: "least", amountMinor: 120_050, about: { kind: "collection", of: ["Lamps"] }, when: last(365) },
    ],
    ["Is at risk or lapsed", { is: "stage", of: ["at-risk", "lapsed"] }],
    ["Has an intent of at least 4 points", { is: "intent", at: "least", score: 4 }],
    ["Is in Germany, Austria, or Switzerland", { is: "profile", field: "country", of: ["DE", "at", "CH"] }],
    ["Reads German", { is: "profile", field: "language", of: ["de"] }],
    ["Is tagged “VIP”", { is: "tagged", of: ["VIP"] }],
    ["Has “points” of at most 1,000", { is: "custom", field: "points", test: { at: "most", number: 1_000 } }],
    [
      "Agreed to marketing e-mails or has not confirmed marketing e-mails yet",
      { is: "consent", of: ["SUBSCRIBED", "PENDING"] },
    ],
    [
      "Is in Shopify's segment “Email subscribers”",
      { is: "shopify-segment", segment: { id: "1", name: "Email subscribers" } },
    ],
  ])("%s", (told, condition) => {
    expect(sentence(segmentRule.parse({ is: "group", match: "all", rules: [condition] }), "EUR")).toBe(told);
  });

  it("joins groups as they are read aloud", () => {
    const vip: Rule = { is: "tagged", of: ["VIP"] };
    const loyal: Rule = { is: "stage", of: ["loyal"] };
    const agreed: Rule = { is: "consent", of: ["SUBSCRIBED"] };
    const any: Rule = { is: "group", match: "any", rules: [vip, loyal] };
    expect(sentence({ is: "group", match: "all", rules: [agreed, any] }, "EUR")).toBe(
      "Agreed to marketing e-mails, and (is tagged “VIP”, or is loyal)",
    );
    expect(sentence({ is: "group", match: "none", rules: [vip, loyal] }, "EUR")).toBe(
      "None of these: is tagged “VIP”; is loyal",
    );
  });
});

describe("a rule that cannot be", () => {
  const condition: Rule = { is: "stage", of: ["new"] };
  const nested = (levels: number): Rule =>
    levels === 0 ? condition : { is: "group", match: "all", rules: [nested(levels - 1)] };

  it.each<[string, unknown, string]>([
    ["three groups deep is enough", nested(4), ""],
    ["no more than 30 conditions", { is: "group", match: "all", rules: Array(31).fill(condition) }, ""],
    [
      "an empty group",
      { is: "group", match: "all", rules: [{ is: "group", match: "any", rules: [] }] },
      "rules.0.rules",
    ],
    [
      "a character that PostgreSQL cannot keep",
      { is: "group", match: "all", rules: [{ is: "tagged", of: ["a\0b"] }] },
      "rules.0.of.0",
    ],
    [
      "what is true of everyone",
      {
        is: "group",
        match: "all",
        rules: [{ is: "did", what: "ordered", about: any, times: times("least", 0), when: ever }],
      },
      "rules.0.times.count",
    ],
    [
      "days that are no number",
      {
        is: "group",
        match: "all",
        rules: [
          {
            is: "did",
            what: "ordered",
            about: any,
            times: times("least", 1),
            when: { in: "last", days: "1; DROP TABLE" },
          },
        ],
      },
      "rules.0.when.days",
    ],
  ])("is refused at its place: %s", (_name, rule, place) => {
    const { error } = segmentRule.safeParse(rule);
    expect(error?.issues.map(({ path }) => path.join("."))).toEqual([place]);
  });

  it("takes three levels", () => {
    expect(segmentRule.safeParse(nested(3)).success).toBe(true);
  });
});
