import { type Request, type Response, Router } from "express";
import { requireScope } from "./key-scopes";
import { type Suppressed, type SuppressionListName, type Suppressions, suppressionListNames } from "./suppressions";

const MOST_A_PAGE = 500;

/** The account's suppressions as SendGrid's v3 API lists and forgets them. */
export function suppressionsRouter(suppressions: Suppressions): Router {
  const router = Router();
  for (const name of suppressionListNames) {
    router.get(`/v3/suppression/${name}`, requireScope(`suppression.${name}.read`), (request, response) => {
      const query = readQuery(request, response);
      if (!query) return;
      const { limit, offset, from, until } = query;
      const listed = suppressions.list(name).filter(({ created }) => created >= from && created <= until);
      response.json(listed.slice(offset, offset + limit).map((entry) => shown(name, entry)));
    });
    router.delete(`/v3/suppression/${name}/:email`, requireScope(`suppression.${name}.delete`), (request, response) => {
      const wasThere = suppressions.remove(name, request.params.email ?? "");
      if (wasThere) response.status(204).end();
      else response.status(404).json({ errors: [{ field: null, message: "resource not found" }] });
    });
  }
  return router;
}

function shown(name: SuppressionListName, { email, created, reason }: Suppressed) {
  switch (name) {
    case "bounces":
    case "blocks":
      return { created, email, reason, status: "5.1.1" };
    case "invalid_emails":
      return { created, email, reason };
    case "spam_reports":
      return { created, email, ip: "192.0.2.10" };
    case "unsubscribes":
      return { created, email };
  }
}

/** Null when a parameter is unknown or no number in its range, and then that is answered. */
function readQuery({ query }: Request, response: Response) {
  const fault = Object.entries(query).find(
    ([name, value]) =>
      !["limit", "offset", "start_time", "end_time"].includes(name) ||
      !/^\d+$/.test(String(value)) ||
      (name === "limit" && (Number(value) < 1 || Number(value) > MOST_A_PAGE)),
  );
  if (fault) {
    response.status(400).json({ errors: [{ field: fault[0], message: `${fault[0]} is invalid` }] });
    return null;
  }
  return {
    limit: Number(query.limit ?? MOST_A_PAGE),
    offset: Number(query.offset ?? 0),
    from: Number(query.start_time ?? 0),
    until: Number(query.end_time ?? Number.POSITIVE_INFINITY),
  };
}
