import type { RequestHandler } from "express";

/** A key of this beginning may send and nothing more. */
const SEND_ONLY = "SG.sandbox-send-only";

const sending = ["mail.send", "mail.batch.create", "sender_verification_eligible"];
const deeds = (of: string) => ["create", "delete", "read", "update"].map((deed) => `${of}.${deed}`);
const everything = [
  ...sending,
  ...deeds("user.webhooks.event.settings"),
  ...deeds("whitelabel"),
  ...["bounces", "blocks", "invalid_emails", "spam_reports", "unsubscribes"].flatMap((list) =>
    deeds(`suppression.${list}`),
  ),
];

/** What the key of a request may do, by its `Authorization`. */
export function scopesOf(authorization: string | undefined): readonly string[] {
  return authorization?.startsWith(`Bearer ${SEND_ONLY}`) ? sending : everything;
}

/** Lets a request pass whose key may do this. */
export function requireScope(scope: string): RequestHandler {
  return (request, response, next) => {
    if (scopesOf(request.get("authorization")).includes(scope)) next();
    else response.status(403).json({ errors: [{ message: "access forbidden", field: null, help: null }] });
  };
}
