import { PassThrough } from "node:stream";
import { createReadableStreamFromReadable, type EntryContext } from "@remix-run/node";
import { isRouteErrorResponse, RemixServer } from "@remix-run/react";
import { isbot } from "isbot";
import { renderToPipeableStream } from "react-dom/server";
import { env } from "./env.server";
import { log } from "./log.server";
import { addDocumentResponseHeaders } from "./shopify.server";

/** A document that takes longer than this is cut off, so that a hung loader cannot hold a socket. */
export const streamTimeout = 5000;

/** Streams the document: the shell first for people, everything at once for crawlers. */
export default function handleRequest(
  request: Request,
  responseStatusCode: number,
  responseHeaders: Headers,
  remixContext: EntryContext,
): Promise<Response> {
  addDocumentResponseHeaders(request, responseHeaders);
  // The SDK preloads Shopify's App Bridge even where another takes its place.
  if (env.APP_BRIDGE_URL) responseHeaders.delete("Link");
  const readyEvent = isbot(request.headers.get("user-agent") ?? "") ? "onAllReady" : "onShellReady";
  let status = responseStatusCode;

  return new Promise((resolve, reject) => {
    const { pipe, abort } = renderToPipeableStream(<RemixServer context={remixContext} url={request.url} />, {
      [readyEvent]: () => {
        const body = new PassThrough();
        responseHeaders.set("Content-Type", "text/html; charset=utf-8");
        resolve(new Response(createReadableStreamFromReadable(body), { headers: responseHeaders, status }));
        pipe(body);
      },
      onShellError: reject,
      onError(error) {
        status = 500;
        log.error({ err: error, path: new URL(request.url).pathname }, "a page failed to render");
      },
    });
    // The server must outlast the loaders' own time-out by a moment, to send what they reject with.
    setTimeout(abort, streamTimeout + 1000).unref();
  });
}

/** Says on the log what a loader or an action threw. A request given up and a page that is not there are no errors. */
export function handleError(error: unknown, { request }: { request: Request }): void {
  if (request.signal.aborted || isRouteErrorResponse(error)) return;
  log.error({ err: error, method: request.method, path: new URL(request.url).pathname }, "a request failed");
}
