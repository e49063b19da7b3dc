import { lookup } from "node:dns";
import { isIP, type LookupFunction } from "node:net";
import { Agent, type Dispatcher } from "undici";
import { env } from "./env.server";
import { isPublicAddress } from "./public-address";

/** What became of one POST to an address that a merchant named. */
export type PostOutcome =
  | { readonly kind: "answered"; readonly status: number; readonly text: string }
  /** Nothing was sent, and never will be: the address is none that may be called. */
  | { readonly kind: "refused"; readonly reason: string }
  | { readonly kind: "unreachable"; readonly reason: string };

/** A request's longest life, in ms. */
const TIMEOUT_MS = 10_000;
/** What is kept of an answer, in characters. */
const MOST_TEXT = 200;

class HiddenAddress extends Error {
  override readonly name = "HiddenAddress";
}

/**
 * Resolves a name for the connection itself, so that the address that was checked is the one that is called: a name
 * that answers differently the second time gains nothing. One hidden address among several refuses them all.
 */
const publicLookup: LookupFunction = (hostname, options, callback) => {
  lookup(hostname, { ...options, all: true }, (error, addresses) => {
    if (error) return callback(error, []);
    const hidden = addresses.some(({ address }) => !isPublicAddress(address));
    const [first] = addresses;
    if (hidden || !first) return callback(new HiddenAddress(notPublic(hostname)), []);
    if (options.all) callback(null, addresses);
    else callback(null, first.address, first.family);
  });
};

const limits = { connections: 8, allowH2: false, keepAliveTimeout: 4_000 } as const;
const outside = new Agent({ ...limits, connect: { timeout: 5_000, lookup: publicLookup } });
const ownMachine = new Agent({ ...limits, connect: { timeout: 5_000 } });

/**
 * Posts JSON to a url of a merchant's choosing, which is not to be trusted: https and the public internet only (in
 * development http://localhost too), no redirect is followed, an answer is waited for 10 s and its first 200
 * characters are read. Never throws.
 */
export async function postPublicly(
  url: string,
  body: string,
  headers: Readonly<Record<string, string>>,
): Promise<PostOutcome> {
  const reason = urlProblem(url, env.NODE_ENV !== "production");
  if (reason !== null) return { kind: "refused", reason };
  try {
    const { statusCode, body: answer } = await (url.startsWith("https:") ? outside : ownMachine).request({
      origin: new URL(url).origin,
      path: pathOf(url),
      method: "POST",
      headers: { "content-type": "application/json", "user-agent": "Waypost", ...headers },
      body,
      // For the request as a whole: undici's own time-outs begin anew with each piece of an answer.
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    return { kind: "answered", status: statusCode, text: await beginningOf(answer) };
  } catch (error) {
    if (error instanceof HiddenAddress) return { kind: "refused", reason: error.message };
    return { kind: "unreachable", reason: failureText(error) };
  }
}

/** Why a url may not be called, in a merchant's words; null when nothing speaks against it before its name is looked up. */
export function urlProblem(url: string, isDevelopment: boolean): string | null {
  if (!URL.canParse(url)) return "it is not a web address";
  const { protocol, hostname, username, password } = new URL(url);
  if (username !== "" || password !== "") return "it holds a user name or password";
  if (isDevelopment && protocol === "http:" && hostname === "localhost") return null;
  if (protocol !== "https:") return "it does not begin with https://";
  const address = hostname.replace(/^\[(.*)\]$/, "$1");
  return isIP(address) !== 0 && !isPublicAddress(address) ? notPublic(hostname) : null;
}

const notPublic = (hostname: string) => `${hostname} is not on the public internet`;

function pathOf(url: string): string {
  const { pathname, search } = new URL(url);
  return pathname + search;
}

/** The first characters of an answer, as a database keeps text; the rest is not read. */
async function beginningOf(body: Dispatcher.ResponseData["body"]): Promise<string> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of body) {
    chunks.push(chunk);
    length += chunk.length;
    // Four bytes a character at the most.
    if (length >= 4 * MOST_TEXT) break;
  }
  const text = new TextDecoder().decode(Buffer.concat(chunks)).replace(/\p{Cc}+/gu, " ");
  return text.slice(0, MOST_TEXT).toWellFormed().trim();
}

function failureText(error: unknown): string {
  if (!(error instanceof Error)) return "it could not be called";
  if (error.name === "TimeoutError") return `no answer within ${TIMEOUT_MS / 1_000} s`;
  const code = "code" in error && typeof error.code === "string" ? error.code : error.name;
  return `no connection (${code})`;
}
