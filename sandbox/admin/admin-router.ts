import { type Request, Router } from "express";
import { browserScript } from "../browser-script";
import type { SandboxContext } from "../context";
import { adminPage } from "./admin-page";
import { embeddedAppUrl } from "./embedded-app-url";
import { mintIdToken } from "./id-token";

const APP_HOME = "/app";

/**
 * Shopify's admin as far as an embedded app meets it: the frame around the app, the id tokens that it
 * hands out, and App Bridge (`/app-bridge.js`), through which the two speak.
 */
export function adminRouter(context: SandboxContext): Router {
  const router = Router();

  router.get("/admin", (_request, response) => response.redirect(`/admin/apps/waypost${APP_HOME}`));
  router.get(["/admin/apps/waypost", "/admin/apps/waypost/*"], (request, response) => {
    response.send(adminPage(context, { kind: "app", url: embeddedAppUrl(context, pathInApp(request)) }));
  });
  router.get("/admin/elsewhere", (request, response) => {
    response.send(adminPage(context, { kind: "elsewhere", path: String(request.query.path ?? "/") }));
  });

  router.get("/admin/id-token", (_request, response) => {
    response.set("Cache-Control", "no-store").json({ token: mintIdToken(context) });
  });
  router.get("/admin/frame.js", browserScript(new URL("./browser/admin-frame.ts", import.meta.url)));
  router.get("/app-bridge.js", browserScript(new URL("./browser/app-bridge.ts", import.meta.url)));
  return router;
}

/** `/admin/apps/waypost/app/contacts?q=a` shows the app's `/app/contacts?q=a`; without a path, its home. */
function pathInApp(request: Request): string {
  const rest = request.originalUrl.slice("/admin/apps/waypost".length).replace(/^\/+/, "/");
  const { pathname, search } = new URL(rest, "http://app.invalid");
  return (pathname === "/" ? APP_HOME : pathname) + search;
}
