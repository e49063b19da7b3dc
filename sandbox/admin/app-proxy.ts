import http, { type IncomingMessage, type OutgoingHttpHeaders, type ServerResponse } from "node:http";
import type { SandboxContext } from "../context";
import { html } from "../html";
import { adminHost } from "./embedded-app-url";

/**
 * The app as the browser sees it. Everything passes through as it is, but for what names Shopify's own
 * hosts, which no browser on this machine is at: who may frame the app, where App Bridge is preloaded
 * from, and redirects into the admin. Listens on 127.0.0.1 and resolves once it does.
 */
export async function startAppProxy(context: SandboxContext, port: number, host = "127.0.0.1"): Promise<http.Server> {
  const agent = new http.Agent({ keepAlive: true });
  const server = http.createServer((request, response) => forward(context, agent, request, response));
  server.on("close", () => agent.destroy());
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, host, () => {
      server.off("error", reject);
      resolve();
    });
  });
  return server;
}

function forward(context: SandboxContext, agent: http.Agent, request: IncomingMessage, response: ServerResponse): void {
  const target = new URL(context.appUrl);
  const visible = new URL(context.publicAppUrl);
  const onward = http.request(
    {
      agent,
      hostname: target.hostname,
      port: target.port,
      method: request.method,
      path: request.url,
      headers: {
        ...request.headers,
        host: visible.host,
        "x-forwarded-host": visible.host,
        "x-forwarded-proto": visible.protocol.slice(0, -1),
        "x-forwarded-for": request.socket.remoteAddress ?? "",
      },
    },
    (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.statusMessage, rewritten(answer.headers, context));
      // a half-sent answer must not look whole
      answer.on("aborted", () => response.destroy()).pipe(response);
    },
  );
  onward.on("error", (error) => {
    if (response.headersSent) response.destroy();
    else sayAppIsDown(response, context, error);
  });
  response.on("close", () => onward.destroy());
  request.pipe(onward);
}

/** The app's answer headers, with the sandbox in the place of Shopify's hosts. */
export function rewritten(headers: OutgoingHttpHeaders, context: SandboxContext): OutgoingHttpHeaders {
  const { "x-frame-options": _refusal, ...kept } = headers;
  const policy = kept["content-security-policy"];
  if (typeof policy === "string") {
    kept["content-security-policy"] = policy.replace(
      /frame-ancestors ([^;]*)/,
      (_directive, framers: string) => `frame-ancestors ${framers === "'none'" ? "" : `${framers} `}${context.url}`,
    );
  }
  if (typeof kept.link === "string") {
    kept.link = kept.link.replace("https://cdn.shopify.com/shopifycloud/app-bridge.js", `${context.url}/app-bridge.js`);
  }
  if (kept.location?.startsWith(`https://${adminHost}`)) {
    kept.location = adminLocation(kept.location.slice(`https://${adminHost}`.length), context);
  }
  return kept;
}

/** Where a path of Shopify's admin is in the sandbox: the app's pages in its frame, any other on a page that says so. */
function adminLocation(path: string, context: SandboxContext): string {
  const appHome = `/apps/${context.apiKey}`;
  return path.startsWith(appHome)
    ? `${context.url}/admin/apps/waypost${path.slice(appHome.length)}`
    : `${context.url}/admin/elsewhere?path=${encodeURIComponent(path)}`;
}

function sayAppIsDown(response: ServerResponse, { appUrl }: SandboxContext, error: Error): void {
  const page = html`<!doctype html>
<html lang="en">
  <meta charset="utf-8">
  <meta name="viewport" content="width=device-width, initial-scale=1">
  <title>The app does not answer</title>
  <style>
    body { font: 15px/1.5 system-ui, sans-serif; color: #1a1a1a; background: #f1f2f3; margin: 0; display: grid; place-items: center; min-height: 100vh; }
    main { background: #fff; border-radius: 12px; padding: 24px 28px; max-width: 460px; margin: 16px; box-shadow: 0 0 0 1px #0001; }
    h1 { font-size: 19px; margin: 0 0 8px; } p { margin: 0 0 8px; } code { overflow-wrap: anywhere; }
  </style>
  <main>
    <h1>The app does not answer</h1>
    <p>Nothing listens at <code>${appUrl}</code>. It may still be starting, or it has stopped: its terminal says why.</p>
    <p><a href="">Try again</a></p>
    <p><small><code>${error.message}</code></small></p>
  </main>
</html>`;
  response.writeHead(502, { "content-type": "text/html; charset=utf-8", "cache-control": "no-store" });
  response.end(page.markup);
}
