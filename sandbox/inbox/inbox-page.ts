import { type Html, html } from "../html";
import { page } from "../page";
import type { ReceivedMail } from "../sendgrid/mailbox";
import { shopIdentity } from "../shop-identity";
import { shopTime } from "../shop-time";

/** The list of mails, in the order given. `missing` is the id of a mail that was asked for and is not there. */
export function inboxPage(mails: readonly ReceivedMail[], missing?: string): string {
  const main = html`
    <div class="head">
      <h1>Inbox</h1>
      ${mails.length > 0 && html`<form method="post" action="/inbox/clear"><button>Clear inbox</button></form>`}
    </div>
    ${missing !== undefined && html`<p class="banner bad" role="alert">There is no mail ${missing}. It may have been cleared.</p>`}
    <p class="inbox-note quiet">
      <span>${mails.length === 1 ? "1 mail" : `${mails.length} mails`}, newest first. Times are the shop's, ${shopIdentity.timeZone}.</span>
      <span role="status" data-new-mail="${mails.length}"></span>
    </p>
    ${mails.length === 0 ? emptyInbox() : html`<ul class="card mails">${mails.map(row)}</ul>`}`;
  return page({ title: "Inbox", place: "inbox", main, styles, scripts: ["/inbox/new-mail.js"] });
}

function row(mail: ReceivedMail): Html {
  return html`<li>
    <a href="/inbox/${mail.id}">
      <span class="mail-to">${mail.to.email}</span>
      <span class="mail-subject">${mail.subject}</span>
      <time datetime="${mail.receivedAt}">${shopTime(new Date(mail.receivedAt))}</time>
    </a>
  </li>`;
}

function emptyInbox(): Html {
  return html`<section class="card empty">
    <h2>No mail yet</h2>
    <p class="quiet">Every mail that Waypost sends lies here, whoever it is for. Begin a checkout in the
      <a href="/">storefront</a> with the marketing box ticked, leave it, and move the <a href="/clock">clock</a> on an hour.</p>
  </section>`;
}

const styles = `
.inbox-note { display: flex; flex-wrap: wrap; gap: 4px 16px; justify-content: space-between; margin-bottom: 12px; }
.mails { list-style: none; margin: 0; padding: 0; overflow: hidden; }
.mails li + li { border-top: 1px solid var(--line); }
.mails a { display: grid; grid-template-columns: minmax(0, 260px) minmax(0, 1fr) auto; gap: 2px 20px; padding: 12px 16px; color: inherit; text-decoration: none; }
.mails a:hover { background: #f6f6f7; }
.mails a:focus-visible { outline-offset: -2px; border-radius: 12px; }
.mail-to { color: var(--quiet); overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
.mail-subject { font-weight: 600; overflow-wrap: anywhere; }
.mails time { color: var(--quiet); white-space: nowrap; font-variant-numeric: tabular-nums; }
.empty { text-align: center; padding: 56px 16px; }
.empty p { max-width: 48ch; margin: 6px auto 0; }
@media (max-width: 640px) {
  .mails a { grid-template-columns: minmax(0, 1fr) auto; }
  .mail-subject { grid-row: 2; grid-column: 1 / -1; }
}
`;
