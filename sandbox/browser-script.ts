import { fileURLToPath } from "node:url";
import type { RequestHandler } from "express";
import { build } from "vite";

/**
 * Serves a TypeScript module as one classic script: bundled on the first request, then kept. Classic,
 * because App Bridge has to be there before the app's deferred modules run.
 */
export function browserScript(entry: URL): RequestHandler {
  let code: Promise<string> | undefined;
  return async (_request, response, next) => {
    try {
      code ??= bundle(fileURLToPath(entry));
      response
        .type("text/javascript")
        .set("Cache-Control", "no-cache")
        .send(await code);
    } catch (error) {
      next(error);
    }
  };
}

async function bundle(entry: string): Promise<string> {
  const built = await build({
    configFile: false,
    logLevel: "error",
    build: { write: false, minify: false, target: "es2022", lib: { entry, formats: ["iife"], name: "waypostSandbox" } },
  });
  const outputs = Array.isArray(built) ? built : [built];
  const [chunk] = outputs.flatMap((each) => ("output" in each ? each.output : []));
  if (chunk?.type !== "chunk") throw new Error(`No script was built from ${entry}.`);
  return chunk.code;
}
