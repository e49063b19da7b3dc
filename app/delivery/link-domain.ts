import { pool } from "~/db.server";
import { env } from "~/env.server";
import { postPublicly } from "~/public-post.server";
import { LINK_CHECK_PATH, linkProof } from "./link-proof";
import { linkOrigin } from "./public-link";
import type { SaveResult } from "./save-result";

/** What a shop's own name for links must lead to: the host of this app. */
export const linkHost = (): string => new URL(env.SHOPIFY_APP_URL).host;

/**
 * Has the links of a shop's mails begin at a name of its own, once that name was seen to lead here, encrypted; empty: at
 * the app's own again. Otherwise one sentence, and nothing changes: a mail that left with dead links cannot be mended.
 */
export async function saveLinkDomain(shopId: number, text: string): Promise<SaveResult<"linkDomain">> {
  if (text.trim() === "") return save(shopId, null);
  const domain = domainOf(text);
  if (domain === null) return fault("Enter a name such as go.example.com, without https:// and path.");
  const answer = await postPublicly(linkOrigin(domain) + LINK_CHECK_PATH, "", {});
  if (answer.kind !== "answered") return fault(`${domain} does not lead here yet: ${answer.reason}. ${KEPT}`);
  if (answer.status !== 200 || answer.text !== linkProof()) {
    return fault(`${domain} leads somewhere else, not to ${linkHost()}. ${KEPT}`);
  }
  return save(shopId, domain);
}

const KEPT = "A change of DNS can take an hour to be seen. Nothing was changed; check again later.";

/** The name that somebody typed, as DNS has it; null when it is none. */
function domainOf(text: string): string | null {
  const url = URL.parse(`https://${text.trim()}`);
  if (url?.href !== `https://${url?.host}/`) return null;
  const isName = /^([a-z0-9-]+\.)+[a-z][a-z0-9-]*$/.test(url.host);
  // With its port, for development: see urlProblem in public-post.server.ts.
  return isName || /^localhost:\d+$/.test(url.host) ? url.host : null;
}

async function save(shopId: number, domain: string | null): Promise<SaveResult<"linkDomain">> {
  await pool.query("UPDATE shops SET link_domain = $2 WHERE shop_id = $1", [shopId, domain]);
  return { ok: true };
}

const fault = (linkDomain: string): SaveResult<"linkDomain"> => ({ ok: false, errors: { linkDomain } });
