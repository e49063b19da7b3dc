import express from "express";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { inboxRouter } from "../../../sandbox/inbox/inbox-router";
import { mailForReading } from "../../../sandbox/inbox/mail-view";
import { createMailbox, type ReceivedMail } from "../../../sandbox/sendgrid/mailbox";
import { createReports } from "../../../sandbox/sendgrid/reports";
import { contextOf } from "../context-of";
import { type Served, serve } from "../served";

const mailbox = createMailbox(null);
const posted: { path: string; body: unknown; cookie: string | undefined }[] = [];
let app: Served;
let inbox: Served;

beforeAll(async () => {
  app = await serve(
    express().post("/unsubscribe/:token", express.urlencoded({ extended: false }), (request, response) => {
      posted.push({ path: request.path, body: { ...request.body }, cookie: request.headers.cookie });
      response
        .status(request.params.token === "stale" ? 410 : 200)
        .type("text/plain")
        .send("You are out.");
    }),
  );
  inbox = await serve(
    express().use(inboxRouter(contextOf({ publicAppUrl: app.url }), mailbox, createReports(contextOf()))),
  );
});
afterAll(async () => {
  await inbox.close();
  await app.close();
});
beforeEach(() => {
  mailbox.clear();
  posted.length = 0;
});

function keep(changes: Partial<ReceivedMail> = {}): string {
  const id = `mail-${mailbox.all().length}`;
  mailbox.keep([
    {
      id,
      from: { email: "hello@lantern-lane.example", name: "Lantern & Lane" },
      to: { email: "ada@example.com", name: "Ada" },
      replyTo: null,
      subject: "You left something behind",
      html: "<html><head></head><body>Hello</body></html>",
      text: "Hello",
      headers: {},
      customArgs: {},
      categories: [],
      request: {},
      ...changes,
    },
  ]);
  return id;
}

const textOf = async (path: string) => (await fetch(inbox.url + path)).text();

describe("the inbox", () => {
  it("lists mails newest first, for people and as JSON", async () => {
    keep({ subject: "First" });
    keep({ subject: "Second" });
    const page = await textOf("/inbox");
    expect(page.indexOf("Second")).toBeLessThan(page.indexOf("First"));
    const { mails } = JSON.parse(await textOf("/inbox.json")) as { mails: ReceivedMail[] };
    expect(mails).toEqual(mailbox.all().toReversed());
  });

  it("says what to do while it is empty, and that a mail asked for is gone", async () => {
    expect(await textOf("/inbox")).toContain("No mail yet");
    const gone = await fetch(`${inbox.url}/inbox/none`);
    expect(gone.status).toBe(404);
  });

  it("is cleared by its button", async () => {
    keep();
    await fetch(`${inbox.url}/inbox/clear`, { method: "POST" });
    expect(mailbox.all()).toEqual([]);
  });
});

describe("a mail", () => {
  it("never runs in the sandbox's own page: its words are text, its HTML is framed without scripts", async () => {
    const hostile = "</title><script>alert(1)</script>";
    const id = keep({
      subject: hostile,
      to: { email: "a@example.com", name: hostile },
      text: hostile,
      customArgs: { x: hostile },
    });
    for (const tab of ["desktop", "phone", "dark", "text", "source"]) {
      const page = await textOf(`/inbox/${id}?tab=${tab}`);
      expect(page).not.toContain("<script>alert");
    }
    expect(await textOf(`/inbox/${id}`)).toMatch(/<iframe[^>]+sandbox="allow-popups allow-popups-to-escape-sandbox"/);
    const { headers } = await fetch(`${inbox.url}/inbox/${id}/html`);
    expect(headers.get("content-security-policy")).toContain("script-src 'none'");
  });

  it("is served byte for byte as it was sent", async () => {
    const source =
      "<html><style>@media (prefers-color-scheme: dark) { p { color: red } }</style><p>Grüße 🏮</p></html>";
    expect(await textOf(`/inbox/${keep({ html: source })}/html`)).toBe(source);
  });

  it("answers the reader's colour scheme in its own media queries", () => {
    const source =
      "<head></head><style>@media (prefers-color-scheme:dark){a{}} @media (prefers-color-scheme: light){b{}}</style>";
    expect(mailForReading(source, "dark")).toContain("@media (min-width: 0){a{}} @media (max-width: 0){b{}}");
    expect(mailForReading(source, "light")).toContain("@media (max-width: 0){a{}} @media (min-width: 0){b{}}");
  });
});

describe("the unsubscribe button", () => {
  const press = (id: string) => fetch(`${inbox.url}/inbox/${id}/unsubscribe`, { method: "POST" });
  const oneClick = (address: string): Record<string, string> => ({
    "list-unsubscribe": `<mailto:out@example.com>, <${address}>`,
    "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
  });

  it("makes RFC 8058's POST without cookies and says what came back", async () => {
    const page = await (await press(keep({ headers: oneClick(`${app.url}/unsubscribe/token`) }))).text();
    expect(posted).toEqual([
      { path: "/unsubscribe/token", body: { "List-Unsubscribe": "One-Click" }, cookie: undefined },
    ]);
    expect(page).toContain("took the request (200): You are out.");
  });

  it("says that the request was refused", async () => {
    const page = await (await press(keep({ headers: oneClick(`${app.url}/unsubscribe/stale`) }))).text();
    expect(page).toContain("refused the request (410)");
  });

  it("is not there when the mail does not offer one click, and posts nowhere but to https or the app", async () => {
    const offers: Record<string, string>[] = [
      {},
      { "List-Unsubscribe": `<${app.url}/unsubscribe/token>` },
      oneClick("http://127.0.0.1:9/elsewhere"),
      oneClick("mailto:x@example.com"),
    ];
    for (const headers of offers) {
      const id = keep({ headers });
      expect(await textOf(`/inbox/${id}`)).toContain("No one-click unsubscribe");
      await press(id);
    }
    expect(posted).toEqual([]);
  });
});
