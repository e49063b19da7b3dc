import { v7 as uuid } from "uuid";
import { beforeEach, expect, test } from "vitest";
import { addressProblem } from "~/contacts/address-quality";
import { pool } from "~/db.server";
import { dataQuality } from "~/reports/data-quality";

const at = new Date("2026-11-23T12:00:00Z");

beforeEach(async () => {
  await pool.query("TRUNCATE contacts, decisions");
});

test("each kind is counted with the newest examples, and a typing error with what was meant", async () => {
  for (let index = 0; index < 7; index += 1) await contact({ email: `p${index}@gmial.com`, consent: "SUBSCRIBED" });
  await contact({ email: "info@lantern-lane.example" });
  await contact({ email: "ada@example.com" });
  await contact({ email: "gone@gmial.com", mergedInto: uuid() });
  const { addresses, unreachable } = await dataQuality(1, at);
  expect(addresses.map(({ id, contacts, agreed }) => [id, contacts, agreed])).toEqual([
    ["syntax", 0, 0],
    ["no-domain-dot", 0, 0],
    ["typo", 7, 7],
    ["role", 1, 0],
    ["disposable", 0, 0],
  ]);
  expect(addresses.find(({ id }) => id === "typo")?.examples.map(({ suggestion }) => suggestion)).toEqual(
    [6, 5, 4, 3, 2].map((index) => `p${index}@gmail.com`),
  );
  expect(unreachable).toBe(8);
});

test("what is missing is counted with what stands in; only the address keeps mail back", async () => {
  await contact({ email: null });
  await contact({ email: "ada@example.com", firstName: "Ada", locale: "de", country: "DE" });
  await contact({ email: "bob@example.com", lastName: "Bo", timezone: "Asia/Tokyo" });
  const { missing, unreachable } = await dataQuality(1, at);
  expect(missing.map(({ id, contacts }) => [id, contacts])).toEqual([
    ["no-email", 1],
    ["no-name", 1],
    ["no-zone", 1],
    ["no-language", 2],
  ]);
  expect(unreachable).toBe(1);
});

test("what was held back for it counts for thirty days", async () => {
  for (const [daysAgo, rule] of [
    [1, "address-problem"],
    [29, "no-address"],
    [31, "address-problem"],
    [1, "suppressed"],
  ] as const) {
    await pool.query(
      `INSERT INTO decisions (shop_id, decision_id, workflow_id, version, outcome, rule, "values", at)
       VALUES (1, $1, 'w', 1, 'not-sent', $2, '{}', $3)`,
      [uuid(), rule, new Date(at.getTime() - daysAgo * 86_400_000)],
    );
  }
  expect((await dataQuality(1, at)).heldBack).toBe(2);
});

interface Person {
  readonly email: string | null;
  readonly consent?: string;
  readonly firstName?: string;
  readonly lastName?: string;
  readonly locale?: string;
  readonly country?: string;
  readonly timezone?: string;
  readonly mergedInto?: string;
}

async function contact(person: Person): Promise<void> {
  const { email, consent = "NOT_SUBSCRIBED", firstName, lastName, locale, country, timezone, mergedInto } = person;
  await pool.query(
    `INSERT INTO contacts (shop_id, contact_id, email, address_problem, consent, first_name, last_name, locale, country,
       timezone, merged_into, created_at)
     VALUES (1, $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, now())`,
    [
      uuid(),
      email,
      email && addressProblem(email),
      consent,
      firstName,
      lastName,
      locale,
      country,
      timezone,
      mergedInto,
    ],
  );
}
