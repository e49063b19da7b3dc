import { z } from "zod";
import { now } from "~/clock";
import { pool, transaction } from "~/db.server";
import { sendingRuleHolds } from "./holds";
import { refused, type SaveResult } from "./save-result";

/**
 * How often and when a shop writes to one person. It binds marketing mails alone: a receipt, and a mail that was asked
 * for, neither count nor wait.
 *
 * - A mail a day and three a week: "too many" is the reason that people give first when they unsubscribe
 *   (https://www.marketingsherpa.com/article/chart/why-consumers-unsubscribe), and the workflows' own mails are a day
 *   apart already.
 * - From nine in the evening to eight in the morning nothing leaves: a mail that wakes somebody, or lies under the
 *   night's other mails in the morning, does the shop no good. What becomes due then waits until eight.
 * - Those who never open or click get fewer: see frequency.ts for the rule.
 */
export const sendingRules = z.strictObject({
  /** Marketing mails to one person within any 24 hours. */
  perDay: z.number().int().min(1).max(10).default(1),
  /** Marketing mails to one person within any seven days. */
  perWeek: z.number().int().min(1).max(30).default(3),
  /** Hours of the person's own day; none when both are the same. */
  quietHours: z
    .strictObject({ from: z.number().int().min(0).max(23), to: z.number().int().min(0).max(24) })
    .default({ from: 21, to: 8 }),
  /** Fewer for those who never open or click. */
  isAdaptive: z.boolean().default(true),
});

export type SendingRules = Readonly<z.infer<typeof sendingRules>>;

const count = (most: number) =>
  z
    .string()
    .trim()
    .regex(/^\d{1,4}$/, "Enter a whole number.")
    .transform(Number)
    .pipe(z.number().min(1, "At least 1.").max(most, `At most ${most}.`));

const hour = (last: number) => z.coerce.number().int().min(0).max(last);

const sendingRulesForm = z
  .object({
    perDay: count(10),
    perWeek: count(30),
    quietFrom: hour(23),
    quietTo: hour(24),
    isAdaptive: z.enum(["true", "false"]).transform((text) => text === "true"),
  })
  .superRefine(({ perDay, perWeek, quietFrom, quietTo }, context) => {
    if (perWeek < perDay) {
      context.addIssue({ code: "custom", path: ["perWeek"], message: "A week cannot hold fewer mails than a day." });
    }
    if (quietFrom === 0 && quietTo === 24) {
      const message = "The whole day would be quiet, and no mail could leave. Leave some hours to send in.";
      context.addIssue({ code: "custom", path: ["quietTo"], message });
    }
  });

/** The form as it is sent: every field a text. */
export type SendingRulesForm = Readonly<Record<keyof z.input<typeof sendingRulesForm>, string>>;

/** What the form shows of a shop's rules. */
export function sendingRulesFields({ perDay, perWeek, quietHours, isAdaptive }: SendingRules): SendingRulesForm {
  return {
    perDay: String(perDay),
    perWeek: String(perWeek),
    quietFrom: String(quietHours.from),
    quietTo: String(quietHours.to),
    isAdaptive: String(isAdaptive),
  };
}

/** The rules of a shop, the defaults where it set none. */
export async function loadSendingRules(shopId: number): Promise<SendingRules> {
  const { rows } = await pool.query<{ rules: unknown }>(`SELECT sending_rules AS rules FROM shops WHERE shop_id = $1`, [
    shopId,
  ]);
  return sendingRules.parse(rows[0]?.rules ?? {});
}

/** Saves a shop's rules; otherwise nothing. What the old rules hold back is looked at again at once. */
export async function saveSendingRules(
  shopId: number,
  form: SendingRulesForm,
): Promise<SaveResult<keyof SendingRulesForm>> {
  const parsed = sendingRulesForm.safeParse(form);
  if (!parsed.success) return refused(parsed.error, ["perDay", "perWeek", "quietFrom", "quietTo", "isAdaptive"]);
  const { quietFrom, quietTo, ...rest } = parsed.data;
  const rules: SendingRules = { ...rest, quietHours: { from: quietFrom, to: quietTo } };
  await transaction(async (sql) => {
    await sql.query(`UPDATE shops SET sending_rules = $2 WHERE shop_id = $1`, [shopId, rules]);
    await sql.query(
      `UPDATE messages SET send_at = $2 WHERE shop_id = $1 AND status = 'queued' AND send_at > $2 AND reason = ANY($3)`,
      [shopId, now(), sendingRuleHolds],
    );
  });
  return { ok: true };
}
