import { z } from "zod";
import { failureText, newClient, type SendgridAnswer } from "./sendgrid.server";

export type KeyCheck =
  | { readonly kind: "valid"; readonly scopes: readonly string[] }
  | { readonly kind: "invalid"; readonly reason: string }
  | { readonly kind: "unreachable"; readonly reason: string };

/** Asks SendGrid whether a key is good and may send mail, and what else it may. Never throws. */
export async function checkKey(apiKey: string): Promise<KeyCheck> {
  let answer: SendgridAnswer;
  try {
    // Not kept among the clients: a mistyped key has no mail to send.
    answer = await newClient(apiKey).request("GET", "/v3/scopes");
  } catch (error) {
    return { kind: "unreachable", reason: `SendGrid could not be reached (${failureText(error)}). Try again.` };
  }
  if (answer.status === 401 || answer.status === 403) {
    return { kind: "invalid", reason: "SendGrid does not know this key. Copy it again from Settings > API Keys." };
  }
  const granted = z.object({ scopes: z.array(z.string()) }).safeParse(answer.body);
  if (answer.status !== 200 || !granted.success) {
    return { kind: "unreachable", reason: `SendGrid answered ${answer.status}. Try again in a minute.` };
  }
  const { scopes } = granted.data;
  return scopes.includes("mail.send")
    ? { kind: "valid", scopes }
    : { kind: "invalid", reason: "This key may not send mail. Give it the permission Mail Send, or make a new one." };
}
