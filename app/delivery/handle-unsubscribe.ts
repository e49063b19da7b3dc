import { plain, readerLocale, readForm, respond } from "./shopper-request";
import { subscriptionOf, type UnsubscribeWay, unsubscribe } from "./unsubscribe";
import { donePage, notFoundPage, questionPage } from "./unsubscribe-page";

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
      const form = await readForm(request);
      if (form === "too-large") return plain(413, "The body is too large.");
      const way = wayOf(form);
      if (!way) return plain(400, "To unsubscribe, POST List-Unsubscribe=One-Click (RFC 8058), or open this address.");
      const result = await unsubscribe(token, way);
      if (!result.ok) return respond(request, 404, notFoundPage(readerLocale(request)));
      return respond(request, 200, donePage(result.subscription));
    }
    default:
      return plain(405, "Only GET, HEAD and POST are answered here.", { allow: "GET, HEAD, POST" });
  }
}

/** RFC 8058 lets a mail program send either kind of form. Null for a body that asks for nothing we know. */
function wayOf(form: FormData | null): UnsubscribeWay | null {
  if (form?.get("List-Unsubscribe") === "One-Click") return "one-click";
  return form?.get("from") === "page" ? "page" : null;
}
