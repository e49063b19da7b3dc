import { Router } from "express";
import type { BulkOperations } from "./bulk-operations";

/** `GET /bulk/<file>.jsonl`: what a bulk operation wrote, where Shopify has a storage host; ranges are served. */
export function bulkRouter(operations: BulkOperations): Router {
  const router = Router();
  router.get("/bulk/:file", (request, response) => {
    const file = operations.file(request.params.file);
    if (!file) {
      response.status(404).type("text/plain").send("The file is gone.");
      return;
    }
    response.set({ "Accept-Ranges": "bytes", "Content-Type": "application/jsonl" });
    const from = Number(/^bytes=(\d+)-$/.exec(request.get("Range") ?? "")?.[1] ?? Number.NaN);
    if (Number.isNaN(from)) response.send(file);
    else if (from >= file.length) response.status(416).set("Content-Range", `bytes */${file.length}`).end();
    else {
      response.status(206).set("Content-Range", `bytes ${from}-${file.length - 1}/${file.length}`);
      response.send(file.subarray(from));
    }
  });
  return router;
}
