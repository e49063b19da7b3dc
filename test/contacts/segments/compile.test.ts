import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { compileRule, type Scope } from "~/contacts/segments/compile";
import { type Group, segmentRule } from "~/contacts/segments/expression";
import { sentence } from "~/contacts/segments/sentence";
import { pool } from "~/db.server";
import { naiveMembers } from "./naive";
import { randomRule } from "./random-rule";
import { noon, smallStore, stock, words } from "./small-store";

let shops = 0;

async function members(rule: Group, scope: Omit<Scope, "at">): Promise<string[]> {
  const { where, values } = compileRule(rule, { ...scope, at: noon });
  const { rows } = await pool.query<{ id: string }>(`SELECT c.contact_id AS id FROM contacts c WHERE ${where}`, values);
  return rows.map(({ id }) => id).sort();
}

describe("a compiled rule", () => {
  it("finds whom the rule means, in the whole shop and among some, whatever the values", async () => {
    const property = fc.asyncProperty(
      smallStore,
      fc.array(randomRule, { minLength: 25, maxLength: 25 }),
      async (store, rules) => {
        shops += 1;
        await stock(shops, store);
        const some = store.people.filter((_, index) => index % 2 === 0).map(({ contactId }) => contactId);
        for (const rule of rules) {
          const meant = naiveMembers(segmentRule.parse(rule), store).sort();
          expect(await members(rule, { shopId: shops }), sentence(rule, "EUR")).toEqual(meant);
          expect(await members(rule, { shopId: shops, contactIds: some })).toEqual(
            meant.filter((id) => some.includes(id)),
          );
        }
      },
    );
    await fc.assert(property, { numRuns: 40 });
  }, 60_000);

  it("writes no value into its text", () => {
    fc.assert(
      fc.property(randomRule, (rule) => {
        const { where } = compileRule(rule, { shopId: 1, at: noon });
        for (const word of words.filter((text) => /["%é]|O'B/.test(text))) expect(where).not.toContain(word);
      }),
    );
  });
});
