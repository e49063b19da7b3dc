import express from "express";
import { pool } from "~/db.server";
import { seal } from "~/delivery/secret";
import { env } from "~/env.server";
import { createMailbox, type Mailbox } from "../../sandbox/sendgrid/mailbox";
import { createReports } from "../../sandbox/sendgrid/reports";
import { sendgridRouter } from "../../sandbox/sendgrid/sendgrid-router";
import type { Suppressions } from "../../sandbox/sendgrid/suppressions";
import { contextOf } from "../sandbox/context-of";
import { serve } from "../sandbox/served";
import { aShop } from "./a-shop";

export interface SendgridForTest {
  readonly mailbox: Mailbox;
  readonly suppressions: Suppressions;
  /** What was asked, oldest first: "POST /v3/whitelabel/domains". */
  readonly asked: string[];
  close(): Promise<void>;
}

/** The sandbox's SendGrid, which the app takes for the real one. */
export async function startSendgrid(): Promise<SendgridForTest> {
  const context = contextOf();
  const mailbox = createMailbox(null);
  const asked: string[] = [];
  const app = express().use((request, _response, next) => {
    asked.push(`${request.method} ${request.path}`);
    next();
  });
  const reports = createReports(context);
  const served = await serve(app.use(sendgridRouter(context, mailbox, reports)));
  Object.assign(env, { SENDGRID_BASE_URL: served.url });
  return { mailbox, suppressions: reports.suppressions, asked, close: () => served.close() };
}

let keys = 0;

/** A shop with a key that the sandbox takes, and a sender. `key` is the key's beginning. */
export async function aShopAtSendgrid(senderEmail: string, key = "SG.sandbox"): Promise<number> {
  const shopId = await aShop({ sendgridKey: null });
  await pool.query("UPDATE shops SET sender_email = $2, sendgrid_key = $3 WHERE shop_id = $1", [
    shopId,
    senderEmail,
    // Of its own: clients remember the address that they were made with.
    seal(shopId, `${key}-${++keys}`),
  ]);
  return shopId;
}

export async function standingOf(shopId: number): Promise<string | null> {
  const { rows } = await pool.query<{ standing: string | null }>(
    "SELECT sender_standing AS standing FROM shops WHERE shop_id = $1",
    [shopId],
  );
  return rows[0]?.standing ?? null;
}
