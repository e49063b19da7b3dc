import type { SandboxContext } from "../context";
import type { ReceivedMail } from "../sendgrid/mailbox";

/** As many gateways do, it hides behind the name of an old browser. */
const AGENT =
  "Mozilla/5.0 (Windows NT 6.1; WOW64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/79.0.3945.88 Safari/537.36";

/**
 * What a security gateway does with a mail's links before anybody has read it: asks for the head of each, then for
 * each, hidden ones, preferences and unsubscribing included; of the shop and the app alone. Returns how many requests
 * that were. Rejects when one could not be made.
 */
export async function scanLinks(mail: Pick<ReceivedMail, "html">, context: SandboxContext): Promise<number> {
  const urls = linksIn(mail.html ?? "", context);
  for (const method of ["HEAD", "GET"]) {
    await Promise.all(urls.map((url) => fetch(url, { method, redirect: "manual", headers: { "user-agent": AGENT } })));
  }
  return 2 * urls.length;
}

/** Each link once, where the sandbox reaches it: the app's public address may be the browser's alone. */
function linksIn(html: string, { url: sandboxUrl, publicAppUrl, appUrl }: SandboxContext): string[] {
  const links = new Set([...html.matchAll(/href="([^"]+)"/g)].map(([, url = ""]) => url.replaceAll("&amp;", "&")));
  return [...links].flatMap((url) => {
    if (url.startsWith(`${publicAppUrl}/`)) return [appUrl + url.slice(publicAppUrl.length)];
    return url.startsWith(`${sandboxUrl}/`) ? [url] : [];
  });
}
