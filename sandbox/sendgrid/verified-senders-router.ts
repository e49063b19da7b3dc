import { Router } from "express";
import { verifiedSenders } from "./verified-senders";

/** Who may send from the account, a page at a time, as `GET /v3/verified_senders` has it. */
export function verifiedSendersRouter(): Router {
  const router = Router();
  router.get("/v3/verified_senders", (request, response) => {
    const { limit = "50", lastSeenID = "0", id } = request.query;
    const results = verifiedSenders
      .filter((sender) => sender.id > Number(lastSeenID) && (id === undefined || sender.id === Number(id)))
      .slice(0, Number(limit));
    response.json({ results });
  });
  return router;
}
