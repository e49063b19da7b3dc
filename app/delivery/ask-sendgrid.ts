import type { z } from "zod";
import { pool } from "~/db.server";
import { failureText, refusalText, type SendgridAnswer, type SendgridClient, sendgridClient } from "~/sendgrid.server";
import { open, UnreadableSecret } from "./secret";

/** What SendGrid's account said; otherwise why it would not, for the merchant. */
export type Asked<T> =
  | { readonly ok: true; readonly value: T }
  /** `isForbidden`: the key may not ask this. */
  | { readonly ok: false; readonly problem: string; readonly isForbidden: boolean };

/** A shop's account at SendGrid; a problem when there is no key that can be read. */
export async function accountOf(shopId: number): Promise<Asked<SendgridClient>> {
  const { rows } = await pool.query<{ sealed: string | null }>(
    "SELECT sendgrid_key AS sealed FROM shops WHERE shop_id = $1",
    [shopId],
  );
  const sealed = rows[0]?.sealed;
  if (!sealed) return failed("Connect SendGrid first: add an API key.");
  try {
    return { ok: true, value: sendgridClient(open(shopId, sealed)) };
  } catch (error) {
    if (!(error instanceof UnreadableSecret)) throw error;
    return failed("The stored SendGrid key can no longer be read. Enter it again.");
  }
}

/** Asks the account one thing. `path` is ours, never a merchant's. Never throws for SendGrid's sake. */
export async function askSendgrid<T>(
  client: SendgridClient,
  method: "GET" | "POST" | "PATCH",
  path: string,
  shape: z.ZodType<T>,
  body?: object,
): Promise<Asked<T>> {
  let answer: SendgridAnswer;
  try {
    answer = await client.request(method, path, body);
  } catch (error) {
    return failed(`SendGrid could not be reached (${failureText(error)}). Try again in a minute.`);
  }
  if (answer.status < 200 || answer.status >= 300) {
    return { ...failed(`${refusalText(answer)}.`), isForbidden: answer.status === 401 || answer.status === 403 };
  }
  const parsed = shape.safeParse(answer.body);
  return parsed.success
    ? { ok: true, value: parsed.data }
    : failed("SendGrid's answer could not be read. Try again in a minute.");
}

const failed = (problem: string) => ({ ok: false, problem, isForbidden: false }) as const;
