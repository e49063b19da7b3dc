import { randomBytes } from "node:crypto";
import express, { type ErrorRequestHandler, type RequestHandler, type Response, Router } from "express";
import type { SandboxContext } from "../context";
import { eventWebhooksRouter } from "./event-webhooks-router";
import { requireScope, scopesOf } from "./key-scopes";
import type { Fault, Mailbox, ReceivedMail } from "./mailbox";
import type { SendGridError } from "./published-schema";
import type { Reports } from "./reports";
import { allRecipients, parseSendRequest, type SendRequest } from "./send-request";
import { createSenderDomains } from "./sender-domains";
import { senderDomainsRouter } from "./sender-domains-router";
import { suppressionsRouter } from "./suppressions-router";
import { verifiedSendersRouter } from "./verified-senders-router";

/** SendGrid takes 10,000 calls a second on this endpoint and 30 MB a mail. */
const CALLS_A_SECOND = 10_000;
const LARGEST_MAIL = "30mb";

/**
 * SendGrid's v3 API as far as Waypost speaks it. Keys begin with `SG.sandbox`; any other is refused. What becomes of a
 * mail that was taken is told to the account's event webhooks.
 */
export function sendgridRouter(context: SandboxContext, mailbox: Mailbox, reports: Reports): Router {
  const router = Router();
  router.use("/v3", limitRate(), requireKey);

  const { conduct } = mailbox;
  const json = express.json({ limit: LARGEST_MAIL });
  router.post("/v3/mail/send", json, inItsTime(mailbox), (request, response) => {
    const fault = mailbox.takeFault();
    if (fault && !fault.acceptsAnyway) {
      conduct.note(request.body, { isTaken: false, answer: fault.kind });
      fail(response, fault);
      return;
    }
    const parsed = parseSendRequest(request.body);
    if ("errors" in parsed) {
      conduct.note(request.body, { isTaken: false, answer: "400" });
      refuse(response, 400, ...parsed.errors);
      return;
    }
    if (parsed.request.mail_settings?.sandbox_mode?.enable) {
      response.status(200).end();
      return;
    }
    const messageId = randomBytes(16).toString("base64url");
    const mails = mailbox.keep(mailsOf(parsed.request, messageId));
    conduct.note(request.body, { isTaken: true, answer: fault?.kind ?? "202" });
    if (conduct.isTold()) reports.taken(mails);
    if (fault) fail(response, fault);
    else response.status(202).set("X-Message-Id", messageId).end();
  });

  router.get("/v3/scopes", (request, response) => response.json({ scopes: scopesOf(request.get("authorization")) }));
  router.use(eventWebhooksRouter(reports.webhooks));
  router.use(["/v3/verified_senders", "/v3/whitelabel"], requireScope("whitelabel.read"));
  router.use(verifiedSendersRouter());
  router.use(suppressionsRouter(reports.suppressions));
  router.use(senderDomainsRouter(createSenderDomains(context.dataFolder)));
  router.use("/v3", (_request, response) => refuse(response, 404, error("not found")));
  router.use("/v3", bodyError);
  return router;
}

function mailsOf(request: SendRequest, messageId: string): Omit<ReceivedMail, "receivedAt">[] {
  const content = (type: string) => request.content?.find((part) => part.type === type)?.value ?? null;
  const address = ({ email, name }: { email: string; name?: string }) => ({ email, name: name ?? null });
  return request.personalizations
    .flatMap((personalization) => allRecipients(personalization).map((recipient) => ({ personalization, recipient })))
    .map(({ personalization, recipient }, index) => ({
      id: index === 0 ? messageId : `${messageId}.${index}`,
      from: address(personalization.from ?? request.from),
      to: address(recipient),
      replyTo: request.reply_to ? address(request.reply_to) : null,
      subject: personalization.subject ?? request.subject ?? "",
      html: content("text/html"),
      text: content("text/plain"),
      headers: { ...request.headers, ...personalization.headers },
      customArgs: personalization.custom_args ?? {},
      categories: request.categories ?? [],
      request,
    }));
}

/** Whoever asks may be gone by the time that they are answered. */
function inItsTime({ conduct }: Mailbox): RequestHandler {
  return (_request, _response, next) => {
    const ms = conduct.pauseMs();
    if (ms === 0) next();
    else setTimeout(next, ms);
  };
}

const requireKey: RequestHandler = (request, response, next) => {
  const key = /^Bearer (.+)$/.exec(request.get("authorization") ?? "")?.[1];
  if (key?.startsWith("SG.sandbox")) next();
  else refuse(response, 401, key ? INVALID_KEY : error("authorization required"));
};

function limitRate(): RequestHandler {
  let second = 0;
  let calls = 0;
  return (_request, response, next) => {
    const present = Math.floor(Date.now() / 1000);
    calls = present === second ? calls + 1 : 1;
    second = present;
    setRateHeaders(response, Math.max(0, CALLS_A_SECOND - calls), second + 1);
    if (calls > CALLS_A_SECOND) refuse(response, 429, error("too many requests"));
    else next();
  };
}

function setRateHeaders(response: Response, remaining: number, reset: number): void {
  response.set("X-RateLimit-Limit", String(CALLS_A_SECOND));
  response.set("X-RateLimit-Remaining", String(remaining));
  response.set("X-RateLimit-Reset", String(reset));
}

function fail(response: Response, { kind }: Fault): void {
  switch (kind) {
    case "timeout":
      break; // never answered: the client gives up
    case "drop-connection":
      response.socket?.destroy();
      break;
    case "malformed":
      response.socket?.end("HTTP/1.1 maybe\r\n\r\n");
      break;
    case "400":
      refuse(response, 400, error("The mail is not acceptable."));
      break;
    case "429":
      setRateHeaders(response, 0, Math.ceil(Date.now() / 1000) + 1);
      refuse(response, 429, error("too many requests"));
      break;
    case "401":
      refuse(response, 401, INVALID_KEY);
      break;
    case "403":
      refuse(response, 403, UNVERIFIED_SENDER);
      break;
    case "500":
      refuse(response, 500, error("internal server error"));
      break;
  }
}

function refuse(response: Response, status: number, ...errors: SendGridError[]): void {
  response.status(status).json({ errors });
}

function error(message: string): SendGridError {
  return { message, field: null, help: null };
}

const INVALID_KEY = error("The provided authorization grant is invalid, expired, or revoked");
const UNVERIFIED_SENDER: SendGridError = {
  message:
    "The from address does not match a verified Sender Identity. Mail cannot be sent until this error is resolved. " +
    "Visit https://sendgrid.com/docs/for-developers/sending-email/sender-identity/ to see the Sender Identity requirements",
  field: "from",
  help: null,
};

const bodyError: ErrorRequestHandler = (problem: { type?: string }, _request, response, next) => {
  if (problem.type === "entity.parse.failed") refuse(response, 400, error("Bad Request"));
  else if (problem.type === "entity.too.large") refuse(response, 413, error("content too large"));
  else next(problem);
};
