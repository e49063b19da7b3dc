import { subscriptionOf, type UnsubscribeWay, unsubscribe } from "./unsubscribe";
import { donePage, notFoundPage, questionPage, type ShopperPage } from "./unsubscribe-page";

const MOST_BODY_BYTES = 10_000;

/**
 * Answers `/u/<token>`. GET and HEAD never change anything: scanners follow every link in a mail. POST acts,
 * without cookies: a mail program's `List-Unsubscribe=One-Click` (RFC 8058) or the page's own button. 404 for
 * a link that is not ours, 400 and 413 for a body that neither sends, 405 for other methods. Rejects when the
 * database does: then nothing was changed and the sender may try again.
 */
export async function handleUnsubscribe(request: Request): Promise<Response> {
  const token = /^\/u\/([\w-]+)\/?$/.exec(new URL(request.url).pathname)?.[1] ?? "";
  switch (request.method) {
    case "GET":
    case "HEAD": {
      const subscription = await subscriptionOf(token);
      if (!subscription) return respond(request, 404, notFoundPage(readerLocale(request)));
      return respond(request, 200, subscription.isUnsubscribed ? donePage(subscription) : questionPage(subscription));
    }
    case "POST": {
      const body = await readBody(request);
      if (!body) return plain(413, "The body is too large.");
      const way = await wayOf(request, body);
      if (!way) return plain(400, "To unsubscribe, POST List-Unsubscribe=One-Click (RFC 8058), or open this address.");
      const result = await unsubscribe(token, way);
      if (!result.ok) return respond(request, 404, notFoundPage(readerLocale(request)));
      return respond(request, 200, donePage(result.subscription));
    }
    default:
      return plain(405, "Only GET, HEAD and POST are answered here.", { allow: "GET, HEAD, POST" });
  }
}

function respond(request: Request, status: number, { html, headers }: ShopperPage): Response {
  return new Response(request.method === "HEAD" ? null : html, { status, headers });
}

function plain(status: number, text: string, headers: Record<string, string> = {}): Response {
  return new Response(text, { status, headers: { "content-type": "text/plain; charset=utf-8", ...headers } });
}

/** The body's bytes; null when there are too many. */
async function readBody(request: Request): Promise<Uint8Array<ArrayBuffer> | null> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  const reader = request.body?.getReader();
  for (let part = await reader?.read(); part?.value; part = await reader?.read()) {
    length += part.value.length;
    if (length > MOST_BODY_BYTES) {
      await reader?.cancel();
      return null;
    }
    chunks.push(part.value);
  }
  return new Uint8Array(Buffer.concat(chunks, length));
}

/** RFC 8058 lets a mail program send either kind of form. Null for a body that asks for nothing we know. */
async function wayOf(request: Request, body: Uint8Array<ArrayBuffer>): Promise<UnsubscribeWay | null> {
  const contentType = request.headers.get("content-type") ?? "application/x-www-form-urlencoded";
  const form = await new Response(body, { headers: { "content-type": contentType } }).formData().catch((error) => {
    if (error instanceof TypeError) return null; // It is no form.
    throw error;
  });
  if (form?.get("List-Unsubscribe") === "One-Click") return "one-click";
  return form?.get("from") === "page" ? "page" : null;
}

function readerLocale(request: Request): string {
  const [first = "en"] = (request.headers.get("accept-language") ?? "en").split(/[,;]/);
  return first.trim();
}
