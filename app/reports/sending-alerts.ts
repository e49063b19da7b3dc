import type { Shop } from "@prisma/client";
import { shopTime } from "~/shop-time";
import { listWorkflows } from "~/workflows/settings";

/** Something about sending that a merchant has to know, wherever they are. */
export interface SendingAlert {
  readonly title: string;
  readonly text: string;
  readonly tone: "critical" | "warning";
  readonly action: { readonly content: string; readonly url: string };
  /** Whether a mail may be tried at once, should the merchant have mended it. */
  readonly canTryNow: boolean;
}

/** What keeps mails from leaving, or from arriving. Empty when all is well. */
export async function sendingAlerts(shop: Shop): Promise<SendingAlert[]> {
  return [...sandboxAlert(shop), ...breakerAlert(shop), ...(await pausedAlerts(shop))];
}

function sandboxAlert({ isSandboxed }: Shop): SendingAlert[] {
  if (!isSandboxed) return [];
  return [
    {
      title: "Sandbox mode is on: nobody gets a mail",
      text: "SendGrid checks every mail and delivers none. People go on through the workflows, and each mail counts as not sent.",
      tone: "critical",
      action: { content: "Go to sandbox mode", url: "/app/settings#sandbox" },
      canTryNow: false,
    },
  ];
}

function breakerAlert(shop: Shop): SendingAlert[] {
  const { breakerUntil, breakerReason, breakerSaid, timezone } = shop;
  if (!breakerUntil) return [];
  // Machine time, of which the merchant's clock is one.
  const next =
    breakerUntil.getTime() > Date.now()
      ? `The next try is at ${shopTime(breakerUntil, timezone)}.`
      : "One mail is being tried now.";
  const { title, advice, action } = breakerWords(breakerReason);
  return [
    {
      title,
      text: `${breakerSaid ?? "SendGrid gave no answer"}. ${advice} Mails that are due wait, and none is lost: those that are of no use any more by then are not sent. ${next}`,
      tone: breakerReason === "rate-limit" ? "warning" : "critical",
      action,
      canTryNow: breakerReason !== "rate-limit",
    },
  ];
}

function breakerWords(reason: string | null): { title: string; advice: string; action: SendingAlert["action"] } {
  const toKey = { content: "Go to the key", url: "/app/settings#sendgrid" };
  switch (reason) {
    case "bad-key":
      return {
        title: "SendGrid does not accept your key: no mail leaves",
        advice: "It was deleted or changed there. Make a new one in SendGrid and enter it in Settings.",
        action: toKey,
      };
    case "not-allowed":
      return {
        title: "SendGrid does not let you send: no mail leaves",
        advice: "Check that the key has the permission Mail Send, and that your sender's address is verified.",
        action: { content: "Go to the sender", url: "/app/settings#sender" },
      };
    case "rate-limit":
      return {
        title: "SendGrid takes no more mails for now",
        advice: "Your plan's limit is reached. Nothing is wrong.",
        action: toKey,
      };
    default:
      return {
        title: "SendGrid keeps failing: no mail leaves",
        advice: "There is nothing that you have to do: it is tried again by itself. status.sendgrid.com says more.",
        action: toKey,
      };
  }
}

async function pausedAlerts({ shopId }: Shop): Promise<SendingAlert[]> {
  const paused = (await listWorkflows(shopId)).filter(({ pausedAt }) => pausedAt !== null);
  return paused.map(({ workflowId, title, pauseReason }) => ({
    title: `${title} paused itself`,
    text: `${pauseReason ?? ""} Nobody enters it, and its mails wait until you let it go on.`.trim(),
    tone: "critical",
    action: { content: "See the workflow", url: `/app/workflows/${workflowId}` },
    canTryNow: false,
  }));
}
