import type { Evidence } from "./evidence";
import type { Heard } from "./sandbox-control";

/** A promise, and the ids of whatever breaks it. */
export interface Promised {
  readonly promise: string;
  readonly broken: (evidence: Evidence) => readonly string[];
}

/** What each status says must be among a message's decisions. */
const DECIDED = new Map([
  ["sent", "sent: "],
  ["refused", "refused: "],
  ["not_sent", "not-sent: "],
  ["unknown", "unknown: "],
]);

/** What must hold however often whoever was killed. Each reads the database's rows and SendGrid's log, none the app. */
export const promises: readonly Promised[] = [
  {
    promise: "a delivery that was answered with 200 is there, and was processed or parked",
    broken: ({ mailroom, inbox, shops }) => {
      const place = new Map(shops.map(({ shopId }, shop) => [shopId, shop]));
      const settled = new Set(
        inbox.flatMap(({ shopId, source, deliveryId, status }) =>
          source === "shopify" && status !== "waiting" ? `${place.get(shopId)}/${deliveryId}` : [],
        ),
      );
      return [...mailroom.accepted].filter((key) => !settled.has(key));
    },
  },
  {
    promise: "every delivery is taken in the end",
    broken: ({ mailroom }) => [...mailroom.refused],
  },
  {
    promise: "a report that was answered with 200 is there, and was processed or parked",
    broken: (evidence) => {
      const settled = new Set(
        evidence.inbox.flatMap(({ shopId, source, deliveryId, status }) =>
          source === "sendgrid" && status !== "waiting" ? `${shopId}/${deliveryId}` : [],
        ),
      );
      return ownReports(evidence)
        .map(({ customArgs: { shopId }, id }) => `${shopId}/${id}`)
        .filter((key) => !settled.has(key));
    },
  },
  {
    promise: "each telling of a checkout has one outcome, with its reason",
    broken: ({ triggers, shoppers, shops }) => {
      const told = new Set(triggers.map(({ shopId, email }) => `${shopId}/${email}`));
      return [
        ...triggers.flatMap(({ email, tellings, outcomes }) =>
          tellings === outcomes ? [] : `${email}: ${tellings} tellings, ${outcomes} outcomes`,
        ),
        ...shoppers.flatMap(({ shop, email }) =>
          told.has(`${shops[shop]?.shopId}/${email}`) ? [] : `${email}: no telling`,
        ),
      ];
    },
  },
  {
    promise: "no run is stuck, and each queued one mail or says why it did not",
    broken: ({ runs }) =>
      runs.flatMap(({ runId, status, outcome, messages, queued }) => {
        const isFine = status === "ended" && outcome !== null && messages === queued && messages <= 1;
        return isFine && (messages === 1 || outcome !== "completed") ? [] : `${runId} (${status}, ${outcome})`;
      }),
  },
  {
    promise: "whoever is to be mailed has one message, whoever did not agree has none",
    broken: ({ shoppers, messages, shops }) => {
      const counts = Map.groupBy(messages, ({ shopId, key }) => `${shopId}/${key}`);
      return shoppers.flatMap(({ shop, token, kind, email }) => {
        const count = counts.get(`${shops[shop]?.shopId}/${token}`)?.length ?? 0;
        const isFine = kind === "orders" ? count <= 1 : count === (kind === "unticked" ? 0 : 1);
        return isFine ? [] : `${email} (${kind}): ${count} messages`;
      });
    },
  },
  {
    promise: "each message came to rest: sent, refused, not sent or unknown, with its decision",
    broken: ({ messages }) =>
      messages.flatMap(({ messageId, status, reason, decisions }) => {
        const wanted = DECIDED.get(status);
        const found = wanted ? decisions.filter((decision) => decision.startsWith(wanted)).length : 0;
        const isFine = status === "unknown" ? found >= 1 : found === 1;
        return isFine ? [] : `${messageId} (${status}, ${reason}): ${decisions.join("; ")}`;
      }),
  },
  {
    promise: "SendGrid took at most one mail of each message, and of each person",
    broken: ({ posts }) => {
      const taken = posts.filter(({ isTaken }) => isTaken);
      return [...moreThanOnce(taken.map(({ messageId }) => messageId ?? "")), ...moreThanOnce(taken.map(toWhom))];
    },
  },
  {
    // Of all answers only a 429 says for sure that the mail was not taken; where no connection was made, nothing was posted.
    promise: "a message is posted again only after a 429",
    broken: ({ posts }) =>
      [...Map.groupBy(posts, ({ messageId }) => messageId ?? "")].flatMap(([messageId, own]) => {
        const answers = own.map(({ answer }) => answer);
        return answers.slice(0, -1).every((answer) => answer === "429") ? [] : `${messageId}: ${answers.join(", ")}`;
      }),
  },
  {
    promise: "what is called sent was taken; what is called refused or not sent was not; nothing else was ever posted",
    broken: ({ posts, messages }) => {
      const known = new Map(messages.map((message) => [message.messageId, message]));
      const taken = new Set(posts.flatMap(({ messageId, isTaken }) => (isTaken ? messageId : [])));
      const posted = Map.groupBy(posts, ({ messageId }) => messageId);
      return [
        ...messages.flatMap(({ messageId, status }) => {
          const mustBe = status === "sent" ? true : status === "unknown" ? null : false;
          return mustBe === null || mustBe === taken.has(messageId) ? [] : `${messageId} (${status})`;
        }),
        ...posts.flatMap(({ messageId }) =>
          messageId !== null && known.has(messageId) ? [] : `${messageId} (no row)`,
        ),
        // The row was written before the request left: it never says fewer attempts than SendGrid saw.
        ...messages.flatMap(({ messageId, attempts }) =>
          (posted.get(messageId)?.length ?? 0) <= attempts ? [] : `${messageId} (attempts)`,
        ),
      ];
    },
  },
  {
    promise: "what SendGrid reported is known: nothing of it is unknown, and delivered or bounced is written down",
    broken: (evidence) => {
      const { messages, suppressed, posts } = evidence;
      const known = new Map(messages.map((message) => [message.messageId, message]));
      const address = new Map(posts.map(({ messageId, email }) => [messageId, email]));
      return ownReports(evidence).flatMap(({ event, customArgs: { messageId, shopId } }) => {
        const message = known.get(messageId);
        const bounced = event === "bounce" && suppressed.has(`${shopId}/${address.get(messageId)}`);
        const isFine =
          message?.status === "sent" &&
          (event !== "delivered" || message.state === "delivered") &&
          (event !== "bounce" || (message.state === "bounced" && bounced));
        return isFine ? [] : `${messageId} (${event}): ${message?.status}, ${message?.state}`;
      });
    },
  },
];

/** Reports that the shop they are about answered for; other shops of the account hear of them too, and pass them over. */
function ownReports({ heard, shops }: Evidence): Heard[] {
  const owner = new Map(shops.map(({ shopId, reportsUrl }) => [reportsUrl, String(shopId)]));
  return heard.filter(({ url, customArgs: { shopId } }) => owner.get(url) === shopId);
}

const toWhom = ({ email }: { readonly email: string | null }) => email ?? "";

function moreThanOnce(ids: readonly string[]): string[] {
  return [...Map.groupBy(ids, (id) => id)].flatMap(([id, { length }]) => (length > 1 ? `${id}: ${length} mails` : []));
}
