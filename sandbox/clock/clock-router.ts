import express, { type Request, Router } from "express";
import { now } from "~/clock";
import { browserScript } from "../browser-script";
import type { SandboxContext } from "../context";
import { advanceClock, type ClockAdvance, parseAdvance } from "./advance-clock";
import { clockPage } from "./clock-page";

/** The movable business clock: a page, its state as JSON, and the way to move it. */
export function clockRouter(context: SandboxContext): Router {
  const router = Router();

  router.get("/clock", (request, response) => {
    const { from, moments } = request.query;
    const said = typeof from === "string" && typeof moments === "string" ? { from: new Date(from), moments } : null;
    response.send(clockPage(said ? { kind: "moved", from: said.from, moments: Number(said.moments) } : null));
  });
  router.get("/clock.json", (_request, response) => response.json({ now: now().toISOString() }));
  router.get("/clock/control.js", browserScript(new URL("./browser/clock-control.ts", import.meta.url)));

  router.post("/clock/advance", express.json(), express.urlencoded({ extended: false }), async (request, response) => {
    const wantsJson = request.accepts(["json", "html"]) === "json";
    try {
      const advance = await advanceClock(context, parseAdvance(wishIn(request)));
      if (wantsJson) response.json(asJson(advance));
      else response.redirect(303, `/clock?from=${advance.from.toISOString()}&moments=${advance.moments}`);
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      response.status(error instanceof RangeError ? 400 : 502);
      if (wantsJson) response.json({ error: message });
      else response.send(clockPage({ kind: "failed", message }));
    }
  });
  return router;
}

/** A button says `by`; the form for another span says an amount and its ISO-8601 unit. */
function wishIn(request: Request): unknown {
  const { by, amount, unit } = request.body as { by?: unknown; amount?: unknown; unit?: unknown };
  if (by !== undefined) return by;
  return unit === "H" || unit === "M" ? `PT${amount}${unit}` : `P${amount}${unit}`;
}

function asJson({ from, now: present, moments }: ClockAdvance) {
  return { from: from.toISOString(), now: present.toISOString(), moments };
}
