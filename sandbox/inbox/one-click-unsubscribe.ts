import type { SandboxContext } from "../context";
import type { ReceivedMail } from "../sendgrid/mailbox";

/** What came of pressing "Unsubscribe", as a sentence for the reader. */
export interface UnsubscribeAnswer {
  readonly isTaken: boolean;
  readonly sentence: string;
}

/**
 * Where a mail client's own "Unsubscribe" button posts to (RFC 8058): the https address in List-Unsubscribe,
 * given that List-Unsubscribe-Post allows one click. Null when the mail offers none. The app's own address
 * may be http here, as it never leaves the machine.
 */
export function oneClickAddress(mail: ReceivedMail, context: SandboxContext): string | null {
  const header = headerOf(mail, "list-unsubscribe");
  if (headerOf(mail, "list-unsubscribe-post") !== "List-Unsubscribe=One-Click") return null;
  const addresses = [...(header ?? "").matchAll(/<([^>]+)>/g)].map(([, address]) => address ?? "");
  return addresses.find((address) => /^https:/.test(address) || address.startsWith(`${context.publicAppUrl}/`)) ?? null;
}

/** A header's value, whatever the case of its name. */
export function headerOf(mail: ReceivedMail, name: string): string | null {
  const entry = Object.entries(mail.headers).find(([candidate]) => candidate.toLowerCase() === name);
  return entry?.[1] ?? null;
}

const LONGEST_QUOTE = 200;

/** Presses the button: RFC 8058's POST, without cookies and without following redirects. Never rejects. */
export async function unsubscribeByOneClick(address: string): Promise<UnsubscribeAnswer> {
  const { host } = new URL(address);
  try {
    const response = await fetch(address, {
      method: "POST",
      redirect: "manual",
      headers: { "content-type": "application/x-www-form-urlencoded" },
      body: "List-Unsubscribe=One-Click",
    });
    const isPlain = response.headers.get("content-type")?.startsWith("text/plain");
    const said = isPlain ? `: ${(await response.text()).slice(0, LONGEST_QUOTE)}` : ".";
    return {
      isTaken: response.ok,
      sentence: `${host} ${response.ok ? "took" : "refused"} the request (${response.status})${said}`,
    };
  } catch (error) {
    const cause = error instanceof Error ? (error.cause ?? error) : error;
    const reason = cause instanceof Error ? cause.message : String(cause);
    return { isTaken: false, sentence: `${host} could not be reached: ${reason}` };
  }
}
