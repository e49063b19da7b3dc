import { readFileSync } from "node:fs";
import { now } from "~/clock";
import { type Html, html, trusted } from "./html";
import { shopIdentity } from "./shop-identity";
import { shopTime } from "./shop-time";

type Place = "admin" | "storefront" | "inbox" | "clock" | "webhooks" | "systems";

const PLACES: readonly { place: Place; label: string; href: string }[] = [
  { place: "admin", label: "Admin", href: "/admin" },
  { place: "storefront", label: "Storefront", href: "/" },
  { place: "inbox", label: "Inbox", href: "/inbox" },
  { place: "clock", label: "Clock", href: "/clock" },
  { place: "webhooks", label: "Webhooks", href: "/webhooks" },
  { place: "systems", label: "Other systems", href: "/systems" },
];

const styles = readFileSync(new URL("./page.css", import.meta.url), "utf8");

export interface Page {
  readonly title: string;
  /** Which entry of the bar it is; null for none. */
  readonly place: Place | null;
  readonly main: Html;
  /** Further rules for this page. */
  readonly styles?: string;
  /** Addresses of scripts; the bar's own is always there. */
  readonly scripts?: readonly string[];
}

/** A page of the sandbox's own tools: the bar with the business clock above, `main` beneath. */
export function page({ title, place, main, styles: own = "", scripts = [] }: Page): string {
  return html`<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>${title} · ${shopIdentity.name} sandbox</title>
    <link rel="icon" href="data:,">
    <style>${trusted(styles + own)}</style>
    ${["/clock/control.js", ...scripts].map((address) => html`<script src="${address}" defer></script>`)}
  </head>
  <body>
    <a class="skip" href="#main">Skip to the content</a>
    ${bar(place)}
    <main id="main" tabindex="-1">${main}</main>
  </body>
</html>`.markup;
}

function bar(present: Place | null): Html {
  const time = now();
  return html`<header class="bar">
    <p class="bar-shop"><span class="bar-mark">Sandbox</span> <span class="bar-name">${shopIdentity.name}</span></p>
    <nav aria-label="Sandbox">
      ${PLACES.map(
        ({ place, label, href }) =>
          html`<a href="${href}" ${place === present ? trusted('aria-current="page"') : null}>${label}</a>`,
      )}
    </nav>
    <form class="bar-clock" method="post" action="/clock/advance" data-clock-advance aria-label="Business clock">
      <time datetime="${time.toISOString()}" data-clock-now title="Business time, ${shopIdentity.timeZone}">${shopTime(time)}</time>
      <button name="by" value="PT1H">+1 h</button>
      <button name="by" value="P1D">+1 day</button>
      <progress data-clock-progress aria-label="Advancing the clock" hidden></progress>
    </form>
    <p class="bar-status" role="status" data-clock-status></p>
  </header>`;
}
