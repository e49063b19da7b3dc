import express, { type RequestHandler, type Response, Router } from "express";
import { now } from "~/clock";
import { browserScript } from "../browser-script";
import type { SandboxContext } from "../context";
import { happenings } from "../sendgrid/mail-events";
import type { Mailbox, ReceivedMail } from "../sendgrid/mailbox";
import type { Reports } from "../sendgrid/reports";
import { inboxPage } from "./inbox-page";
import { type MailTab, mailPage, mailTabs } from "./mail-page";
import { mailForReading } from "./mail-view";
import { oneClickAddress, type UnsubscribeAnswer, unsubscribeByOneClick } from "./one-click-unsubscribe";

/** Scripts in a mail never run, and its links may open tabs only: what mail clients allow. */
const MAIL_POLICY = "sandbox allow-popups allow-popups-to-escape-sandbox; script-src 'none'";

/** The mails that SendGrid took, as their readers would see them. */
export function inboxRouter(context: SandboxContext, mailbox: Mailbox, reports: Reports): Router {
  const router = Router();
  const unsubscribes = new Map<string, UnsubscribeAnswer>();

  router.get("/inbox", (_request, response) => response.send(inboxPage(mailbox.all().toReversed())));
  router.get("/inbox.json", (_request, response) => {
    response.json({ now: now().toISOString(), mails: mailbox.all().toReversed() });
  });
  router.get("/inbox/count", (_request, response) => response.json({ count: mailbox.all().length }));
  router.get("/inbox/new-mail.js", browserScript(new URL("./browser/new-mail.ts", import.meta.url)));
  router.post("/inbox/clear", (_request, response) => {
    mailbox.clear();
    response.redirect(303, "/inbox");
  });

  router.get(
    "/inbox/:id",
    withMail(mailbox, (mail, response, tab) => {
      const canUnsubscribe = oneClickAddress(mail, context) !== null;
      const unsubscribed = unsubscribes.get(mail.id) ?? null;
      response.send(mailPage({ mail, tab, canUnsubscribe, unsubscribed, told: reports.told(mail) }));
    }),
  );
  router.get(
    "/inbox/:id/html",
    withMail(mailbox, (mail, response) => {
      response.set("Content-Security-Policy", MAIL_POLICY).send(mail.html ?? "");
    }),
  );
  router.get(
    "/inbox/:id/view",
    withMail(mailbox, (mail, response, tab) => {
      const scheme = tab === "dark" ? "dark" : "light";
      response.set("Content-Security-Policy", MAIL_POLICY).send(mailForReading(mail.html ?? "", scheme));
    }),
  );
  router.post(
    "/inbox/:id/unsubscribe",
    withMail(mailbox, async (mail, response) => {
      const address = oneClickAddress(mail, context);
      if (address) unsubscribes.set(mail.id, await unsubscribeByOneClick(address));
      response.redirect(303, `/inbox/${mail.id}`);
    }),
  );
  router.post(
    "/inbox/:id/happened",
    express.urlencoded({ extended: false }),
    withMail(mailbox, (mail, response, _tab, { happening }) => {
      const known = happenings.find((one) => one === happening);
      if (known) reports.happened(mail, known);
      response.redirect(303, `/inbox/${mail.id}`);
    }),
  );
  return router;
}

interface MailForm {
  readonly happening?: string;
}

function withMail(
  mailbox: Mailbox,
  respond: (mail: ReceivedMail, response: Response, tab: MailTab, form: MailForm) => void | Promise<void>,
): RequestHandler<{ id: string }, unknown, MailForm | undefined> {
  return async (request, response, next) => {
    const mail = mailbox.find(request.params.id);
    if (!mail) return void response.status(404).send(inboxPage(mailbox.all().toReversed(), request.params.id));
    const tab = mailTabs.find(({ id }) => id === request.query.tab)?.id ?? "desktop";
    try {
      await respond(mail, response, tab, request.body ?? {});
    } catch (error) {
      next(error);
    }
  };
}
