import fc from "fast-check";
import { stages } from "~/contacts/lifecycle";
import { type Condition, consents, type Group, type Rule } from "~/contacts/segments/expression";
import { fields, productIds, shopifySegmentIds, word } from "./small-store";

const some = <T>(one: fc.Arbitrary<T>) => fc.array(one, { minLength: 1, maxLength: 2 });
const is = <T extends string>(name: T) => fc.constant(name);
const days = fc.constantFrom(1, 7, 10, 30, 35);
const when = fc.oneof(
  fc.record({ in: is("ever") }),
  fc.record({ in: is("last"), days }),
  fc.record({ in: is("before"), days }),
);
const times = fc.oneof(
  fc.record({ at: is("least"), count: fc.integer({ min: 1, max: 3 }) }),
  fc.record({ at: fc.constantFrom("most" as const, "exactly" as const), count: fc.integer({ min: 0, max: 3 }) }),
);
const about = fc.oneof(
  fc.record({ kind: is("any") }),
  fc.record({ kind: is("product"), of: some(fc.record({ id: fc.constantFrom(...productIds), name: word })) }),
  fc.record({ kind: is("collection"), of: some(word) }),
  fc.record({ kind: is("tag"), of: some(word) }),
);
const bound = fc.constantFrom("least" as const, "most" as const);

const condition: fc.Arbitrary<Condition> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      is: is("did"),
      what: fc.constantFrom("viewed" as const, "carted" as const, "checked-out" as const, "ordered" as const),
      about,
      times,
      when,
    }),
  },
  fc.record({ is: is("reacted"), what: fc.constantFrom("opened" as const, "clicked" as const), times, when }),
  fc.record({ is: is("reported"), event: word, times, when }),
  fc.record({ is: is("spent"), at: bound, amountMinor: fc.integer({ min: 1, max: 400 }), about, when }),
  fc.record({ is: is("stage"), of: some(fc.constantFrom(...stages)) }),
  // Not a whole number: sums of powers differ in the last bit, and never by so much.
  fc.record({ is: is("intent"), at: bound, score: fc.integer({ min: 0, max: 20 }).map((points) => points + 0.3719) }),
  fc.record({
    is: is("profile"),
    field: fc.constantFrom("country" as const, "region" as const, "city" as const, "language" as const),
    of: some(fc.oneof(word, fc.constantFrom("de", "DE", "de-at", "At"))),
  }),
  fc.record({ is: is("tagged"), of: some(word) }),
  fc.record({
    is: is("custom"),
    field: fc.constantFrom(...fields),
    test: fc.oneof(
      fc.record({ at: is("one-of"), of: some(fc.oneof(word, fc.constantFrom("12", "true"))) }),
      fc.record({ at: bound, number: fc.integer({ min: -20, max: 20 }) }),
      fc.record({ at: is("known") }),
    ),
  }),
  fc.record({ is: is("consent"), of: some(fc.constantFrom(...consents)) }),
  fc.record({
    is: is("shopify-segment"),
    segment: fc.record({ id: fc.constantFrom(...shopifySegmentIds), name: word }),
  }),
);

const group = (part: fc.Arbitrary<Rule>): fc.Arbitrary<Group> =>
  fc.record({
    is: is("group"),
    match: fc.constantFrom("all" as const, "any" as const, "none" as const),
    rules: fc.array(part, { minLength: 1, maxLength: 3 }),
  });

/** Any rule that the schema allows, up to three groups deep. */
export const randomRule: fc.Arbitrary<Group> = group(fc.oneof(condition, group(fc.oneof(condition, group(condition)))));
