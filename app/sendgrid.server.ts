import { createHash } from "node:crypto";
import { Client } from "@sendgrid/client";
import { LRUCache } from "lru-cache";
import pLimit, { type LimitFunction } from "p-limit";
import { Agent, type Dispatcher } from "undici";
import { z } from "zod";
import { env } from "./env.server";
import { type RateGate, rateGate } from "./sendgrid-rate.server";

/** The way to SendGrid with one key. */
export interface SendgridClient {
  /** An answer of any status resolves; no answer rejects. */
  request(method: "GET" | "POST" | "PATCH" | "DELETE", path: string, body?: object): Promise<SendgridAnswer>;
  /** What is posted with this key at the same time: no more than its share, so that a slow account holds up no other. */
  readonly lane: LimitFunction;
  /** What SendGrid said of how much this key may post. */
  readonly rate: RateGate;
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
  connections: 256,
  allowH2: false,
  keepAliveTimeout: 4_000,
  connect: { timeout: 5_000 },
});

/** Posts with one key at the same time. */
export const LANE_WIDTH = 32;

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

/** A client that nobody else shares: for a key that is only being tried. */
export function newClient(apiKey: string): SendgridClient {
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
    lane: pLimit(LANE_WIDTH),
    rate: rateGate(),
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
  return {
    status,
    // Both clients give names in lower case.
    header: (name) => {
      const value = headers[name];
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

/** The code of what kept an answer from coming; empty where it has none. */
export function errorCode(error: unknown): string {
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
