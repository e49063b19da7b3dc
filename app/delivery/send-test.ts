import { pool } from "~/db.server";
import { normaliseEmail } from "~/events/normalise-email";
import { sendgridClient } from "~/sendgrid.server";
import { send } from "~/sendgrid-mail.server";
import { composeRequest, type RenderedMail } from "./compose";
import { loadSender } from "./sender-settings";

export type TestResult =
  /** `isSandboxed`: SendGrid found nothing wrong with it, and delivered nothing. */
  { readonly ok: true; readonly isSandboxed: boolean } | { readonly ok: false; readonly problem: string };

/** Sends one mail at once, past the guard, to an address that the merchant typed. Not kept as a message. */
export async function sendTest(shopId: number, to: string, rendered: RenderedMail): Promise<TestResult> {
  const email = normaliseEmail(to);
  if (!email) return { ok: false, problem: "That is not an e-mail address." };
  const { ready, problems } = await loadSender(pool, shopId);
  if (!ready) return { ok: false, problem: problems.join(" ") };
  const { sender, apiKey, isSandboxed } = ready;
  const outcome = await send(
    sendgridClient(apiKey),
    composeRequest({
      message: { messageId: null, workflowId: null, email },
      shop: { shopId, sender, isSandboxed },
      rendered,
      unsubscribeUrl: null,
    }),
  );
  if (outcome.kind === "accepted") return { ok: true, isSandboxed };
  if (outcome.kind === "unknown") {
    return { ok: false, problem: `It may or may not have been sent: ${outcome.reason}. Look in the inbox.` };
  }
  return { ok: false, problem: `Not sent: ${outcome.reason}` };
}

/** What the merchant reads when a test mail went well. */
export function testToast({ isSandboxed }: { readonly isSandboxed: boolean }): string {
  return isSandboxed ? "SendGrid would take it; sandbox mode kept it" : "Test mail sent";
}
