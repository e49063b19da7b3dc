import { z } from "zod";
import { pool, type Sql } from "~/db.server";

/** Who gets a personal code, and how many are given. They bind codes that Waypost makes, not a merchant's shared ones. */
export const offerRules = z.strictObject({
  /** To one contact within 30 days. */
  perContact: z.number().int().min(1).max(20).default(1),
  /** By the shop in a calendar month; null: as many as are asked for. */
  perMonth: z.number().int().min(1).max(1_000_000).nullable().default(null),
  /** None to those who ordered without a code within so many days; null: that does not matter. */
  notToBuyersWithinDays: z.number().int().min(1).max(365).nullable().default(null),
  /** None to those whose deeds of late say that they mean to buy. */
  notToHighIntent: z.boolean().default(false),
  /** Of a hundred who would get one, so many get none, so that it shows what codes bring; 0: no test. See offer-test.ts. */
  testPercent: z.number().int().min(0).max(50).default(0),
});

export type OfferRules = Readonly<z.infer<typeof offerRules>>;

export async function loadOfferRules(sql: Sql, shopId: number): Promise<OfferRules> {
  const { rows } = await sql.query<{ rules: unknown }>({
    name: "offer-rules",
    text: `SELECT offer_rules AS rules FROM shops WHERE shop_id = $1`,
    values: [shopId],
  });
  return offerRules.parse(rows[0]?.rules ?? {});
}

const count = (most: number) =>
  z
    .string()
    .trim()
    .regex(/^\d{1,7}$/, "Enter a whole number.")
    .transform(Number)
    .pipe(
      z
        .number()
        .min(1, "At least 1.")
        .max(most, `At most ${most.toLocaleString("en")}.`),
    );

const countOrNone = (most: number) => z.union([z.literal("").transform(() => null), count(most)]);

const form = z.object({
  perContact: count(20),
  perMonth: countOrNone(1_000_000),
  notToBuyersWithinDays: countOrNone(365),
  notToHighIntent: z.enum(["true", "false"]).transform((text) => text === "true"),
  testPercent: z.union([z.literal("").transform(() => 0), count(50)]),
});

/** The form as it is sent: every field a text. */
export type OfferRulesForm = Readonly<Record<keyof z.input<typeof form>, string>>;

/** What the form shows of a shop's rules. */
export function offerRulesFields(rules: OfferRules): OfferRulesForm {
  return {
    perContact: String(rules.perContact),
    perMonth: String(rules.perMonth ?? ""),
    notToBuyersWithinDays: String(rules.notToBuyersWithinDays ?? ""),
    notToHighIntent: String(rules.notToHighIntent),
    testPercent: String(rules.testPercent || ""),
  };
}

export type SavedOfferRules =
  | { readonly ok: true }
  | { readonly ok: false; readonly errors: Readonly<Partial<Record<keyof OfferRulesForm, string>>> };

/** Saves a shop's rules; otherwise one sentence for each field at fault. */
export async function saveOfferRules(
  shopId: number,
  fields: Readonly<Partial<Record<string, unknown>>>,
): Promise<SavedOfferRules> {
  const parsed = form.safeParse(fields);
  if (!parsed.success) {
    const found = z.flattenError(parsed.error).fieldErrors;
    const errors = Object.fromEntries(
      Object.entries(found).map(([name, [first]]) => [name, first ?? "Not understood."]),
    );
    return { ok: false, errors };
  }
  await pool.query(`UPDATE shops SET offer_rules = $2 WHERE shop_id = $1`, [shopId, parsed.data]);
  return { ok: true };
}
