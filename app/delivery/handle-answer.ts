import { questionOf, recordAnswer } from "./answer";
import { answerPage, noQuestionPage, thanksPage } from "./answer-page";
import { plain, readerLocale, readForm, respond } from "./shopper-request";

/**
 * Answers `/a/<token>`, the link of one answer in a mail. GET and HEAD never change anything: scanners follow every
 * link; the page's button POSTs. 404 for a link that is not ours, 400 and 413 for a body that holds no answer of the
 * question, 405 for other methods. Rejects when the database does: then nothing was kept.
 */
export async function handleAnswer(request: Request): Promise<Response> {
  if (!["GET", "HEAD", "POST"].includes(request.method)) {
    return plain(405, "Only GET, HEAD and POST are answered here.", { allow: "GET, HEAD, POST" });
  }
  const token = /^\/a\/([\w-]+)\/?$/.exec(new URL(request.url).pathname)?.[1] ?? "";
  const question = await questionOf(token);
  if (!question) return respond(request, 404, noQuestionPage(readerLocale(request)));
  if (request.method !== "POST") return respond(request, 200, answerPage(question));

  const form = await readForm(request);
  if (form === "too-large") return plain(413, "The body is too large.");
  const answer = question.answers.find(({ name }) => name === form?.get("answer"));
  if (!answer) return plain(400, "Open this address and choose one of the answers.");
  await recordAnswer(question, answer.name);
  return respond(request, 200, thanksPage(question, answer));
}
