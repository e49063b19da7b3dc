import { createHash } from "node:crypto";
import { Client } from "@sendgrid/client";
import { LRUCache } from "lru-cache";
import { Agent, type Dispatcher } from "undici";
import { z } from "zod";
import { env } from "./env.server";

/** What we use of SendGrid's POST /v3/mail/send (its published description names all of it). */
export interface SendgridMail {
  readonly personalizations: readonly {
    readonly to: readonly SendgridAddress[];
    readonly headers?: Readonly<Record<string, string>>;
    readonly custom_args: Readonly<Record<string, string>>;
  }[];
  readonly from: SendgridAddress;
  readonly reply_to?: SendgridAddress;
  readonly subject: string;
  readonly content: readonly { readonly type: "text/plain" | "text/html"; readonly value: string }[];
  readonly categories: readonly string[];
  readonly tracking_settings: Readonly<
    Record<"click_tracking" | "open_tracking" | "subscription_tracking" | "ganalytics", { readonly enable: boolean }>
  >;
}

export interface SendgridAddress {
  readonly email: string;
  readonly name?: string;
}

/**
 * What became of one POST. SendGrid has no idempotency key, so only what surely was not taken may be
 * sent again: `later`. What may have been taken is `unknown` and is settled by SendGrid's own event.
 */
export type SendOutcome =
  | { readonly kind: "accepted"; readonly providerId: string | null }
  /** Never again: SendGrid read the request and declined this mail. */
  | { readonly kind: "refused"; readonly reason: string }
  /** Surely not taken. `retryAfter` is machine time. */
  | { readonly kind: "later"; readonly retryAfter: Date; readonly reason: string }
  | { readonly kind: "unknown"; readonly reason: string };

export type KeyCheck =
  | { readonly kind: "valid" }
  | { readonly kind: "invalid"; readonly reason: string }
  | { readonly kind: "unreachable"; readonly reason: string };

/** The way to SendGrid with one key. An answer of any status resolves; no answer rejects. */
export interface SendgridClient {
  request(method: "GET" | "POST" | "PATCH" | "DELETE", path: string, body?: object): Promise<SendgridAnswer>;
}

export interface SendgridAnswer {
  readonly status: number;
  readonly header: (name: string) => string | null;
  readonly body: unknown;
}

/** A request's longest life, in ms. A claim's lease must outlive it: see app/delivery/deliver.ts. */
export const SENDGRID_TIMEOUT = 10_000;

/**
 * Mails are posted by undici: through @sendgrid/client, which is axios, a POST cost 0.40 of a mail's 2.9 CPU ms
 * (npm run bench -- mail), so 0.20. The connections are shared between shops; a key travels in each request's
 * own header. An idle one is closed before the other side does (Node's servers after 5 s): a POST into a closing
 * connection is reset, and such a mail would be "unknown". HTTP/1.1: a connection takes one mail with it, not many.
 */
const connections = new Agent({
  connections: 64,
  allowH2: false,
  keepAliveTimeout: 4_000,
  connect: { timeout: 5_000 },
});

const clients = new LRUCache<string, SendgridClient>({ max: 1_000 });

/**
 * The client of one shop's key, kept by the key's hash. Never the package's shared instance: there the
 * last key set wins, and one shop's mail would leave under another's account.
 */
export function sendgridClient(apiKey: string): SendgridClient {
  const hash = createHash("sha256").update(apiKey).digest("base64");
  const known = clients.get(hash);
  if (known) return known;
  const client = newClient(apiKey);
  clients.set(hash, client);
  return client;
}

function newClient(apiKey: string): SendgridClient {
  const client = new Client();
  client.setApiKey(apiKey);
  // After setApiKey, which resets the base url. Without these the package waits for ever and follows redirects.
  const defaults = {
    url: "",
    baseUrl: env.SENDGRID_BASE_URL,
    timeout: SENDGRID_TIMEOUT,
    maxRedirects: 0,
    validateStatus: () => true,
  };
  client.setDefaultRequest(defaults);
  return {
    async request(method, path, body) {
      if (body) return write(apiKey, method, path, body);
      const [response] = await client.request({ method, url: path });
      return answerOf(response.statusCode, response.headers ?? {}, response.body);
    },
  };
}

async function write(
  apiKey: string,
  method: Dispatcher.HttpMethod,
  path: string,
  content: object,
): Promise<SendgridAnswer> {
  const { statusCode, headers, body } = await connections.request({
    origin: env.SENDGRID_BASE_URL,
    path,
    method,
    headers: { authorization: `Bearer ${apiKey}`, "content-type": "application/json", accept: "application/json" },
    body: JSON.stringify(content),
    // For the request as a whole: undici's own time-outs begin anew with each piece of an answer.
    signal: AbortSignal.timeout(SENDGRID_TIMEOUT),
  });
  const text = await body.text();
  return answerOf(statusCode, headers, text === "" ? null : parsedOr(text));
}

function answerOf(status: number, headers: Readonly<Record<string, unknown>>, body: unknown): SendgridAnswer {
  const byName = new Map(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
  return {
    status,
    header: (name) => {
      const value = byName.get(name);
      return value === undefined || value === null ? null : String(value);
    },
    body,
  };
}

/** A body as the JSON that it is; a proxy's page stays text. */
function parsedOr(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    return text;
  }
}

/** Posts one mail once and says what became of it. Never throws. */
export async function send(client: SendgridClient, mail: SendgridMail): Promise<SendOutcome> {
  let answer: SendgridAnswer;
  try {
    answer = await client.request("POST", "/v3/mail/send", mail);
  } catch (error) {
    return failureOutcome(error);
  }
  const { status } = answer;
  if (status >= 200 && status < 300) return { kind: "accepted", providerId: answer.header("x-message-id") };
  const reason = refusalText(answer);
  if (status === 429) return { kind: "later", retryAfter: rateLimitEnd(answer), reason };
  // The key or the sender is at fault, not the mail; nothing was taken, and a merchant can mend it.
  if (status === 401 || status === 403) return { kind: "later", retryAfter: secondsFromNow(15 * 60), reason };
  if (status >= 400 && status < 500 && status !== 408) return { kind: "refused", reason };
  return { kind: "unknown", reason };
}

/** Asks SendGrid whether a key is good and may send mail. Never throws. */
export async function checkKey(apiKey: string): Promise<KeyCheck> {
  let answer: SendgridAnswer;
  try {
    // Not kept among the clients: a mistyped key has no mail to send.
    answer = await newClient(apiKey).request("GET", "/v3/scopes");
  } catch (error) {
    return { kind: "unreachable", reason: `SendGrid could not be reached (${failureText(error)}). Try again.` };
  }
  if (answer.status === 401 || answer.status === 403) {
    return { kind: "invalid", reason: "SendGrid does not know this key. Copy it again from Settings > API Keys." };
  }
  const scopes = z.object({ scopes: z.array(z.string()) }).safeParse(answer.body);
  if (answer.status !== 200 || !scopes.success) {
    return { kind: "unreachable", reason: `SendGrid answered ${answer.status}. Try again in a minute.` };
  }
  return scopes.data.scopes.includes("mail.send")
    ? { kind: "valid" }
    : { kind: "invalid", reason: "This key may not send mail. Give it the permission Mail Send, or make a new one." };
}

/** Codes that arise before a byte of the request has left: the name was not found, or no connection made. */
const BEFORE_SENDING = new Set([
  ...["ECONNREFUSED", "ENOTFOUND", "EAI_AGAIN", "EHOSTUNREACH", "ENETUNREACH"],
  "UND_ERR_CONNECT_TIMEOUT",
]);

function failureOutcome(error: unknown): SendOutcome {
  const reason = `no answer from SendGrid (${failureText(error)})`;
  return BEFORE_SENDING.has(errorCode(error))
    ? { kind: "later", retryAfter: secondsFromNow(30), reason }
    : { kind: "unknown", reason };
}

function errorCode(error: unknown): string {
  // A DOMException, as a time-out is, has a number there that says nothing.
  if (!(error instanceof Error && "code" in error && typeof error.code === "string")) return "";
  // One thing under two names: the other side ended the connection, with a FIN or with a RST.
  return error.code === "UND_ERR_SOCKET" ? "ECONNRESET" : error.code;
}

/** What kept SendGrid from answering: a code, or the error's name. */
export function failureText(error: unknown): string {
  return errorCode(error) || (error instanceof Error ? error.name : "unnamed failure");
}

/** Why SendGrid did not do what it was asked, for a person. */
export function refusalText({ status, body }: SendgridAnswer): string {
  return `SendGrid answered ${status}: ${errorText(body)}`;
}

const errorBody = z.object({
  errors: z.array(z.object({ message: z.string(), field: z.string().nullish() })).min(1),
});

function errorText(body: unknown): string {
  const parsed = errorBody.safeParse(body);
  if (!parsed.success) return "no reason given";
  const text = parsed.data.errors.map(({ message, field }) => (field ? `${message} (${field})` : message)).join("; ");
  return text.slice(0, 300);
}

/** When SendGrid will take mail again: X-RateLimit-Reset is in Unix seconds. Between 1 s and 1 h from now. */
function rateLimitEnd(answer: SendgridAnswer): Date {
  const reset = Number(answer.header("x-ratelimit-reset"));
  const seconds = reset > 0 ? reset - Date.now() / 1_000 : Number(answer.header("retry-after")) || 60;
  return secondsFromNow(Math.min(Math.max(seconds, 1), 60 * 60));
}

function secondsFromNow(seconds: number): Date {
  return new Date(Date.now() + seconds * 1_000);
}
