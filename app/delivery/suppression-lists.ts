import { z } from "zod";
import { normaliseEmail } from "~/events/normalise-email";
import { refusalText, type SendgridAnswer, type SendgridClient } from "~/sendgrid.server";
import type { suppressionReason } from "./suppression-file";

/** One of the lists that a SendGrid account keeps. */
export interface SuppressionList {
  /** In the path of its address. */
  readonly name: string;
  /** In a merchant's words. */
  readonly title: string;
  readonly reason: z.infer<typeof suppressionReason>;
}

/**
 * The lists that say that an address must not be mailed, in the order in which they are read. Its blocks are none of
 * them: there a server would not have one mail, and SendGrid itself goes on sending.
 * https://www.twilio.com/docs/sendgrid/ui/sending-email/blocks
 */
export const suppressionLists: readonly [SuppressionList, ...SuppressionList[]] = [
  { name: "bounces", title: "bounces", reason: "bounced" },
  { name: "invalid_emails", title: "invalid addresses", reason: "bounced" },
  { name: "spam_reports", title: "spam reports", reason: "complained" },
  { name: "unsubscribes", title: "unsubscribes", reason: "unsubscribed" },
];

/** The most that SendGrid gives at once. */
export const PAGE = 500;

/** An address of a list; `email` is null for what is none. */
export interface ListedAddress {
  readonly email: string | null;
  readonly since: Date;
}

/** What SendGrid answered: a page, or why there is none and, in seconds, when to ask again. */
export type PageAnswer =
  | { readonly kind: "page"; readonly addresses: readonly ListedAddress[] }
  | { readonly kind: "none"; readonly problem: string; readonly retryAfter: number };

const page = z.array(z.object({ created: z.number(), email: z.string() }));

/** Reads a page of a list, of what stood there at `until`. Rejects when SendGrid does not answer. */
export async function readListPage(
  client: SendgridClient,
  { name }: SuppressionList,
  offset: number,
  until: Date,
): Promise<PageAnswer> {
  const query = new URLSearchParams({
    limit: String(PAGE),
    offset: String(offset),
    end_time: String(Math.floor(until.getTime() / 1_000)),
  });
  const answer = await client.request("GET", `/v3/suppression/${name}?${query}`);
  if (answer.status !== 200) return refusalOf(answer);
  const { data } = page.safeParse(answer.body);
  if (!data) return { kind: "none", problem: "SendGrid’s answer could not be read.", retryAfter: 300 };
  return {
    kind: "page",
    addresses: data.map(({ created, email }) => ({ email: normaliseEmail(email), since: new Date(created * 1_000) })),
  };
}

function refusalOf(answer: SendgridAnswer): PageAnswer {
  if (answer.status === 401 || answer.status === 403) {
    const problem =
      "Your key may not read SendGrid’s suppressions. In SendGrid, under Settings > API Keys, edit it, give it read access to Suppressions, and import again.";
    return { kind: "none", problem, retryAfter: 3_600 };
  }
  const reset = Number(answer.header("x-ratelimit-reset")) - Date.now() / 1_000;
  const retryAfter = answer.status === 429 && reset > 0 ? Math.min(reset, 3_600) : 60;
  return { kind: "none", problem: `${refusalText(answer)}. It is tried again.`, retryAfter };
}
