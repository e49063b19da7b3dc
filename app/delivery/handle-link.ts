import { now } from "~/clock";
import { log } from "~/log.server";
import { followLink } from "./link-hits";
import { brokenLinkPage, busyPage } from "./link-page";
import { LINK_CHECK_PATH, linkProof } from "./link-proof";
import { parseLinkToken } from "./public-link";

/** What is asked of a link, wherever the request came in. */
export interface LinkVisit {
  readonly method: string;
  readonly path: string;
  /** A header by its lower-case name. */
  readonly header: (name: string) => string | null;
}

export interface LinkAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  /** Null to HEAD. */
  readonly body: string | null;
}

const PLAIN = { "content-type": "text/plain; charset=utf-8" };

/** Whether a path is answered by `answerLink`. */
export const isLinkPath = (path: string): boolean => path.startsWith("/l/");

/**
 * Answers `/l/<token>/<number>`, the links of mails: 302 to where the message's row says that it leads, and nowhere else.
 * 404 for a link that is forged, cut off or gone, 405 for other methods than GET and HEAD, 503 while the database
 * cannot be asked. Never rejects.
 */
export async function answerLink({ method, path, header }: LinkVisit): Promise<LinkAnswer> {
  // Any method: the shop's link domain is checked by a POST.
  if (path === LINK_CHECK_PATH) return { status: 200, headers: PLAIN, body: linkProof() };
  const isHead = method === "HEAD";
  if (method !== "GET" && !isHead) {
    return { status: 405, headers: { ...PLAIN, allow: "GET, HEAD" }, body: "Only GET and HEAD are answered here." };
  }
  const locale = (header("accept-language") ?? "en").split(/[,;]/, 1)[0] ?? "en";
  const [, token = "", number = ""] = /^\/l\/([\w-]+)\/(-1|\d{1,4})\/?$/.exec(path) ?? [];
  const link = parseLinkToken(token);
  const agent = header("user-agent") ?? "";
  try {
    const url =
      link?.purpose === "links"
        ? await followLink({
            shopId: link.shopId,
            messageId: link.id,
            link: Number(number),
            method,
            agent,
            at: now(),
          })
        : null;
    if (url !== null) {
      // Each visit is a hit of its own: none may be answered from a cache.
      return {
        status: 302,
        headers: { location: url, "cache-control": "no-store", ...NO_INDEX },
        body: isHead ? null : "",
      };
    }
    const page = brokenLinkPage(locale);
    return { status: 404, headers: page.headers, body: isHead ? null : page.html };
  } catch (error) {
    log.error({ error: error instanceof Error ? error.message : String(error) }, "a link could not be looked up");
    const page = busyPage(locale);
    return { status: 503, headers: { ...page.headers, "retry-after": "30" }, body: isHead ? null : page.html };
  }
}

const NO_INDEX = { "x-robots-tag": "noindex, nofollow" };
