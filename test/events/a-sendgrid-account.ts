import { generateKeyPairSync, type KeyObject, randomBytes, sign } from "node:crypto";
import { v7 as uuid } from "uuid";
import { pool } from "~/db.server";
import { forgetSendgridKey } from "~/events/sendgrid-keys";
import { shopToken } from "~/events/shop-token";

/** A SendGrid account that signs its events, and the shop that it reports to. */
export interface SendgridAccount {
  readonly shopId: number;
  readonly path: string;
  readonly privateKey: KeyObject;
}

/** A key pair as SendGrid has it: the public key in base64 of DER. */
export function keyPair() {
  const { privateKey, publicKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  return { privateKey, publicKey: publicKey.export({ type: "spki", format: "der" }).toString("base64") };
}

/** Gives a shop an account; this process learns of it at once. */
export async function anAccount(shopId: number): Promise<SendgridAccount> {
  const { privateKey, publicKey } = keyPair();
  await pool.query("UPDATE shops SET webhook_key = $2 WHERE shop_id = $1", [shopId, publicKey]);
  forgetSendgridKey(shopId);
  return { shopId, path: `/sendgrid/events/${shopToken(shopId)}`, privateKey };
}

/** A signed POST of a body, at some moment of machine time. */
export function signedPost(
  { privateKey }: Pick<SendgridAccount, "privateKey">,
  body: string,
  at = new Date(),
): { method: "POST"; body: string; headers: Record<string, string> } {
  const timestamp = String(Math.floor(at.getTime() / 1_000));
  const signature = sign("sha256", Buffer.from(timestamp + body), privateKey).toString("base64");
  return {
    method: "POST",
    body,
    headers: {
      "X-Twilio-Email-Event-Webhook-Signature": signature,
      "X-Twilio-Email-Event-Webhook-Timestamp": timestamp,
    },
  };
}

/** An event as SendGrid writes it, about some mail of the shop. */
export function anEvent(shopId: number, changes: object = {}) {
  return {
    email: "ada@example.com",
    event: "delivered",
    timestamp: 1_763_900_000,
    sg_event_id: randomBytes(12).toString("base64url"),
    sg_message_id: "x.recvd-1.0",
    shop_id: String(shopId),
    message_id: uuid(),
    ...changes,
  };
}
