import type { IncomingMessage, ServerResponse } from "node:http";
import { answerLink, isLinkPath, type LinkAnswer } from "./handle-link";

/** Answers the links of mails in front of Remix: a reader waits for it. False for other requests. */
export function linkDoor(request: IncomingMessage, response: ServerResponse): boolean {
  const path = (request.url ?? "").split("?", 1)[0] ?? "";
  if (!isLinkPath(path)) return false;
  request.resume();
  const header = (name: string) => {
    const value = request.headers[name];
    return typeof value === "string" ? value : null;
  };
  void answerLink({ method: request.method ?? "", path, header }).then(({ status, headers, body }: LinkAnswer) => {
    response.writeHead(status, { ...headers, "content-length": Buffer.byteLength(body ?? "") }).end(body);
  });
  return true;
}
