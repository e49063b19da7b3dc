import { type Html, html, trusted } from "../html";
import { page } from "../page";
import { happenings } from "../sendgrid/mail-events";
import type { MailAddress, ReceivedMail } from "../sendgrid/mailbox";
import type { ToldEvent } from "../sendgrid/reports";
import { shopIdentity } from "../shop-identity";
import { shopTime } from "../shop-time";
import type { UnsubscribeAnswer } from "./one-click-unsubscribe";

export const mailTabs = [
  { id: "desktop", label: "Desktop" },
  { id: "phone", label: "Phone" },
  { id: "dark", label: "Dark" },
  { id: "text", label: "Text" },
  { id: "source", label: "Headers & request" },
] as const;

export type MailTab = (typeof mailTabs)[number]["id"];

export interface MailPage {
  readonly mail: ReceivedMail;
  readonly tab: MailTab;
  readonly canUnsubscribe: boolean;
  /** What the unsubscribe button brought when it was pressed; null before. */
  readonly unsubscribed: UnsubscribeAnswer | null;
  /** What SendGrid told the app of it, newest first. */
  readonly told: readonly ToldEvent[];
}

/** One mail as its reader sees it, in the way that the tab says. */
export function mailPage({ mail, tab, canUnsubscribe, unsubscribed, told }: MailPage): string {
  const main = html`
    <p class="back"><a href="/inbox">Inbox</a></p>
    <div class="head"><h1>${mail.subject}</h1></div>
    <div class="envelope">
      <p class="avatar" aria-hidden="true">${(mail.from.name ?? mail.from.email).slice(0, 1).toUpperCase()}</p>
      <div class="envelope-who">
        <p><strong>${mail.from.name ?? mail.from.email}</strong> <span class="quiet">${mail.from.name && mail.from.email}</span></p>
        <p class="quiet">to ${written(mail.to)} ·
          <time datetime="${mail.receivedAt}">${shopTime(new Date(mail.receivedAt))}</time>, ${shopIdentity.timeZone}</p>
      </div>
      ${
        canUnsubscribe
          ? html`<form method="post" action="/inbox/${mail.id}/unsubscribe"><button>Unsubscribe</button></form>`
          : html`<p class="quiet">No one-click unsubscribe</p>`
      }
    </div>
    ${
      unsubscribed !== null &&
      html`<p class="banner ${unsubscribed.isTaken ? "" : "bad"}" role="status">Unsubscribe: ${unsubscribed.sentence}</p>`
    }
    ${happening(mail, told)}
    <nav class="tabs" aria-label="Ways to see this mail">
      ${mailTabs.map(
        ({ id, label }) =>
          html`<a href="/inbox/${mail.id}?tab=${id}" ${id === tab ? trusted('aria-current="true"') : null}>${label}</a>`,
      )}
      ${mail.html !== null && html`<a class="tabs-raw" href="/inbox/${mail.id}/html">HTML alone</a>`}
    </nav>
    ${content(mail, tab)}`;
  return page({ title: mail.subject, place: "inbox", main, styles });
}

/** SendGrid's reports: what they say so far, and whatever else may happen to a mail. */
function happening(mail: ReceivedMail, told: readonly ToldEvent[]): Html {
  return html`<section class="reports">
    <p class="quiet">SendGrid told the app:
      ${told.length === 0 ? "nothing yet" : html`<span>${told.map(({ event, answer }) => `${wordOf(event)} (${answer})`).join(", ")}</span>`}</p>
    <form method="post" action="/inbox/${mail.id}/happened">
      <label>It happens: <select name="happening">${happenings.map((one) => html`<option>${one}</option>`)}</select></label>
      <button>Tell the app</button>
    </form>
  </section>`;
}

function wordOf({ event, type, sg_machine_open }: ToldEvent["event"]): string {
  if (sg_machine_open === true) return "machine-open";
  return type === "blocked" ? "blocked" : event;
}

function content(mail: ReceivedMail, tab: MailTab): Html {
  if (tab === "source") return source(mail);
  if (tab === "text")
    return mail.text === null ? nothing("text") : html`<pre class="card text" tabindex="0">${mail.text}</pre>`;
  if (mail.html === null) return nothing("HTML");
  return html`<div class="reader ${tab}">
    <iframe title="The mail, ${tab}" src="/inbox/${mail.id}/view?tab=${tab}" sandbox="allow-popups allow-popups-to-escape-sandbox"></iframe>
  </div>`;
}

function source(mail: ReceivedMail): Html {
  const rows: readonly (readonly [string, string])[] = [
    ["From", written(mail.from)],
    ["To", written(mail.to)],
    ...(mail.replyTo ? [["Reply-To", written(mail.replyTo)] as const] : []),
    ["Subject", mail.subject],
    ...Object.entries(mail.headers),
  ];
  return html`
    ${table("Headers", rows)}
    ${table("Custom args", Object.entries(mail.customArgs))}
    <section class="card">
      <h2>POST /v3/mail/send</h2>
      <pre class="json" tabindex="0" aria-label="The request as SendGrid got it">${JSON.stringify(mail.request, null, 2)}</pre>
    </section>`;
}

function table(title: string, rows: readonly (readonly [string, string])[]): Html {
  return html`<section class="card">
    <h2>${title}</h2>
    ${
      rows.length === 0
        ? html`<p class="quiet">–</p>`
        : html`<table><tbody>${rows.map(([name, value]) => html`<tr><th scope="row">${name}</th><td>${value}</td></tr>`)}</tbody></table>`
    }
  </section>`;
}

function nothing(kind: string): Html {
  return html`<p class="card quiet">This mail has no ${kind} part.</p>`;
}

function written({ name, email }: MailAddress): string {
  return name ? `${name} <${email}>` : email;
}

const styles = `
.back { margin-bottom: 8px; }
.back a::before { content: "← "; }
.head { margin-bottom: 12px; }
.envelope { display: flex; flex-wrap: wrap; gap: 8px 12px; align-items: center; margin-bottom: 16px; }
.envelope-who { flex: 1; min-width: 220px; overflow-wrap: anywhere; }
.avatar { width: 40px; height: 40px; border-radius: 50%; background: var(--accent); display: grid; place-items: center; font-weight: 650; font-size: 17px; }
.reports { display: flex; flex-wrap: wrap; gap: 6px 16px; align-items: center; justify-content: space-between; margin-bottom: 12px; }
.tabs { display: flex; flex-wrap: wrap; gap: 4px; margin-bottom: 12px; }
.tabs a { padding: 6px 12px; border-radius: 8px; color: var(--ink); text-decoration: none; }
.tabs a:hover { background: var(--line); }
.tabs a[aria-current] { background: var(--ink); color: #fff; font-weight: 600; }
.tabs .tabs-raw { margin-left: auto; color: var(--link); }
.reader iframe { display: block; width: 100%; height: calc(100vh - 120px); min-height: 480px; border: 0; border-radius: 12px; background: #fff; box-shadow: 0 0 0 1px #0000001f; }
.reader.phone { width: 399px; max-width: 100%; margin: 0 auto; padding: 12px; border-radius: 36px; background: #1a1a1a; }
.reader.phone iframe { max-width: 375px; height: 740px; border-radius: 26px; }
.reader.dark iframe { background: #121212; color-scheme: dark; }
.text, .json { white-space: pre-wrap; overflow-wrap: anywhere; font: 13px/1.55 ui-monospace, SFMono-Regular, Menlo, Consolas, monospace; margin: 0; }
.json { max-height: 60vh; overflow: auto; margin-top: 8px; }
table { width: 100%; border-collapse: collapse; margin-top: 6px; }
th, td { text-align: left; vertical-align: top; padding: 5px 12px 5px 0; border-top: 1px solid var(--line); overflow-wrap: anywhere; }
th { font-weight: 550; width: 220px; }
@media (max-width: 640px) { th, td { display: block; width: auto; } td { border: 0; padding-top: 0; } }
`;
