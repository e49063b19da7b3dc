import express, { type Express, type Request } from "express";
import type { SandboxContext } from "../../../sandbox/context";

/**
 * An embedded app of a few lines, as Shopify's SDK would serve it: it bounces a document request without an
 * id token, and asks once for another token.
 */
export function standInApp(context: SandboxContext): { app: Express; bearers: string[] } {
  const bearers: string[] = [];
  const app = express();
  const bridge = `<script data-api-key="${context.apiKey}" src="${context.url}/app-bridge.js"></script>`;
  const policy = "frame-ancestors https://lantern-lane.myshopify.com https://admin.shopify.com;";

  app.get("/whoami", (request, response) => {
    bearers.push(request.get("authorization") ?? "none");
    if (bearers.length === 1) response.status(401).set("X-Shopify-Retry-Invalid-Session-Request", "1").end();
    else response.json("it is you");
  });
  app.get("/auth/session-token", (_request, response) => response.set("content-security-policy", policy).send(bridge));
  app.get(["/app", "/app/*"], (request, response) => {
    response.set("content-security-policy", policy).set("x-frame-options", "DENY");
    if (request.query.id_token) response.send(page(bridge));
    else response.redirect(bouncePage(request, context));
  });
  return { app, bearers };
}

function bouncePage(request: Request, { publicAppUrl }: SandboxContext): string {
  const { search } = new URL(request.originalUrl, publicAppUrl);
  const query = new URLSearchParams(search);
  query.set("shopify-reload", `${publicAppUrl}${request.path}${search}`);
  return `/auth/session-token?${query}`;
}

const page = (bridge: string) => `<!doctype html>
<html lang="en">
  <head>${bridge}<title>Workflows</title></head>
  <body>
    <ui-nav-menu><a href="/app" rel="home">Home</a><a href="/app/contacts">Contacts</a><a href="/app/settings">Settings</a></ui-nav-menu>
    <ui-title-bar title="All workflows"><button onclick="document.title = 'pressed'">New</button></ui-title-bar>
    <main>
      <h1></h1>
      <form data-save-bar><label>Subject <input name="subject" value="Hello"></label></form>
      <ui-save-bar id="bar"><button variant="primary" id="keep">Keep</button><button id="drop">Drop</button></ui-save-bar>
    </main>
    <script>
      const show = () => { document.querySelector("h1").textContent = location.pathname; };
      addEventListener("shopify:navigate", ({ target }) => { history.pushState(null, "", target.getAttribute("href")); show(); });
      addEventListener("popstate", show);
      document.querySelector("form").addEventListener("submit", (event) => { event.preventDefault(); shopify.toast.show("Saved"); });
      show();
    </script>
  </body>
</html>`;
