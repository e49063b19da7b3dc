import { z } from "zod";
import { mailTopics } from "./mail-topics";
import { leaveAll, type PreferencesOfReader, preferencesOf, savePreferences } from "./preferences";
import { leftPage, noPreferencesPage, preferencesPage } from "./preferences-page";
import { plain, readerLocale, readForm, respond } from "./shopper-request";

const wish = z.object({
  topics: z.array(z.enum(mailTopics)),
  often: z.enum(["shop", "weekly"]),
  pause: z.enum(["yes"]).nullable(),
});

/**
 * Answers `/p/<token>`, the preference page of a mail's reader. GET and HEAD never change anything: scanners follow every
 * link; the page's buttons POST, without cookies, and the answer is the page as it is then. 404 for a link that is not
 * ours, 400 and 413 for a body that the page does not send, 405 for other methods. Rejects when the database does: then
 * nothing was changed.
 */
export async function handlePreferences(request: Request): Promise<Response> {
  if (!["GET", "HEAD", "POST"].includes(request.method)) {
    return plain(405, "Only GET, HEAD and POST are answered here.", { allow: "GET, HEAD, POST" });
  }
  const token = /^\/p\/([\w-]+)\/?$/.exec(new URL(request.url).pathname)?.[1] ?? "";
  const known = await preferencesOf(token);
  if (!known) return respond(request, 404, noPreferencesPage(readerLocale(request)));
  if (request.method !== "POST") return respond(request, 200, pageOf(known, false));

  const form = await readForm(request);
  if (form === "too-large") return plain(413, "The body is too large.");
  if (form?.get("leave") === "yes") return respond(request, 200, pageOf(await leaveAll(known), true));
  const { data } = wish.safeParse({
    topics: form?.getAll("topic"),
    often: form?.get("often"),
    pause: form?.get("pause"),
  });
  if (!data) return plain(400, "Open this address and choose which mails you want.");
  const { topics, often, pause } = data;
  const saved = await savePreferences(known, { topics, isWeekly: often === "weekly", isPaused: pause === "yes" });
  return respond(request, 200, pageOf(saved, true));
}

const pageOf = (known: PreferencesOfReader, isSaved: boolean) =>
  known.reader.isUnsubscribed ? leftPage(known) : preferencesPage(known, isSaved);
