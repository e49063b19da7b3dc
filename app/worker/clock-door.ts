import type { IncomingMessage, ServerResponse } from "node:http";
import { z } from "zod";
import { now } from "~/clock";
import { env } from "~/env.server";
import { log } from "~/log.server";
import { advanceClock } from "./advance-clock";

const order = z
  .string()
  .transform((text, context) => {
    try {
      return JSON.parse(text) as unknown;
    } catch (error) {
      context.addIssue({ code: "custom", message: error instanceof Error ? error.message : "not JSON" });
      return z.NEVER;
    }
  })
  .pipe(z.object({ to: z.iso.datetime({ offset: true }) }));

/**
 * POST /clock {"to": time}: moves business time there, through every due moment. It exists only where
 * WAYPOST_CLOCK_FILE is set, which the environment refuses in production. False for other requests.
 */
export function clockDoor(request: IncomingMessage, response: ServerResponse): boolean {
  if (!env.WAYPOST_CLOCK_FILE || request.method !== "POST" || request.url !== "/clock") return false;
  const chunks: Buffer[] = [];
  request.on("data", (chunk: Buffer) => chunks.push(chunk));
  request.on("end", () => {
    advance(Buffer.concat(chunks).toString()).then(
      ({ status, body }) => answer(response, status, body),
      (error: Error) => {
        log.error({ error: error.stack }, "the clock could not be moved");
        answer(response, 500, { error: error.message });
      },
    );
  });
  return true;
}

async function advance(text: string): Promise<{ status: number; body: object }> {
  const parsed = order.safeParse(text);
  if (!parsed.success) return { status: 400, body: { error: 'Send {"to": "2026-11-23T10:00:00Z"}.' } };
  const moments = await advanceClock(new Date(parsed.data.to));
  return { status: 200, body: { now: now().toISOString(), moments } };
}

function answer(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
}
