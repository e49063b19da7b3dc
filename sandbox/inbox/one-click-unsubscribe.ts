import type { SandboxContext } from "../context";
import type { ReceivedMail } from "../sendgrid/mailbox";

export interface UnsubscribeAnswer {
  readonly status: number;
  readonly body: string;
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

/** Presses the button: RFC 8058's POST, without cookies and without following redirects. */
export async function unsubscribeByOneClick(address: string): Promise<UnsubscribeAnswer> {
  const response = await fetch(address, {
    method: "POST",
    redirect: "manual",
    headers: { "content-type": "application/x-www-form-urlencoded" },
    body: "List-Unsubscribe=One-Click",
  });
  return { status: response.status, body: await response.text() };
}
