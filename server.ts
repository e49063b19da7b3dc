import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import path from "node:path";
import { createRequestHandler } from "@remix-run/express";
import express from "express";
import { db, pool } from "~/db.server";
import { linkDoor } from "~/delivery/link-door";
import { env } from "~/env.server";
import { frontDoor } from "~/events/front-door";
import { log } from "~/log.server";
import { migrate } from "~/migrate.server";
import type { Worker } from "~/worker/start-worker";

// Web and worker are one build with two roles: both in one process by default, as many of each as wanted.
const roles = new Set(env.WAYPOST_ROLES.split(",").map((role) => role.trim()));

/** Remix and the static files, behind the front door. */
async function remixApp() {
  const build = await import("virtual:remix/server-build");
  const app = express();
  app.disable("x-powered-by");
  app.set("trust proxy", true);
  app.use(
    "/assets",
    express.static(path.join(build.assetsBuildDirectory, "assets"), { immutable: true, maxAge: "1y" }),
  );
  app.use(express.static(build.assetsBuildDirectory, { maxAge: "1h" }));
  app.all("*", createRequestHandler({ build, mode: env.NODE_ENV }));
  return app;
}

async function handler() {
  const [remix, { clockDoor }] = await Promise.all([remixApp(), import("~/worker/clock-door")]);
  return (request: IncomingMessage, response: ServerResponse) => {
    if (frontDoor(request, response) || linkDoor(request, response) || clockDoor(request, response)) return;
    if (request.url === "/healthz") {
      response.writeHead(200, { "content-type": "text/plain" }).end("ok");
      return;
    }
    remix(request, response);
  };
}

async function start() {
  const applied = await migrate(pool);
  if (applied.length > 0) log.info({ applied }, "migrations applied");
  // Imported only now: the session storage looks for its table as soon as it is loaded.
  const worker = roles.has("worker") ? (await import("~/worker/start-worker")).startWorker() : null;
  const server = createServer(await handler());
  // Above Shopify's and most proxies' own keep-alive, so that they close a connection first.
  server.keepAliveTimeout = 75_000;
  server.listen(env.PORT, env.HOST, () => log.info({ port: env.PORT, roles: [...roles] }, "Waypost is ready"));
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => void stop(server, worker, signal));
}

/** Answers what is in flight, commits the work in hand, then leaves. Nothing is lost if it is killed instead. */
async function stop(server: ReturnType<typeof createServer>, worker: Worker | null, signal: string) {
  log.info({ signal }, "stopping");
  server.close();
  server.closeIdleConnections();
  await worker?.stop();
  await db.$disconnect();
  await pool.end();
  process.exit(0);
}

await start();
