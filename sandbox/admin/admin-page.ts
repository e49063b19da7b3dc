import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { SandboxContext } from "../context";
import { type Html, html, trusted } from "../html";
import { page } from "../page";

export type AdminContent =
  | { readonly kind: "app"; readonly url: string }
  /** A page of Shopify's own, which the sandbox has not. */
  | { readonly kind: "elsewhere"; readonly path: string };

const styles = readFileSync(new URL("./admin.css", import.meta.url), "utf8");

/** Shopify's own sections, shown so that the frame looks like home; the sandbox does not play them. */
const SECTIONS = [
  { label: "Home", icon: "Home" },
  { label: "Orders", icon: "Order" },
  { label: "Products", icon: "Product" },
  { label: "Customers", icon: "Person" },
  { label: "Discounts", icon: "Discount" },
  { label: "Content", icon: "Content" },
];

/** The admin with the app, or with a note where one of Shopify's pages would be, in it. */
export function adminPage(context: SandboxContext, content: AdminContent): string {
  const main = html`
    <div class="admin">
      <details class="side" open>
        <summary>Menu</summary>
        <nav aria-label="Shopify admin">
          <ul aria-label="Shopify's own, not part of the sandbox">
            ${SECTIONS.map(({ label, icon }) => html`<li class="absent">${iconOf(icon)}${label}</li>`)}
          </ul>
          <p class="side-head">Sales channels</p>
          <ul><li><a href="/">${iconOf("Store")}Online Store</a></li></ul>
          <p class="side-head">Apps</p>
          <ul>
            <li><a href="/admin/apps/waypost/app" data-app-home>${appIcon}Waypost</a><ul data-app-menu></ul></li>
          </ul>
        </nav>
      </details>
      <section class="stage" aria-label="Waypost">
        ${content.kind === "app" ? appFrame(context, content.url) : elsewhere(content.path)}
      </section>
    </div>
    <div class="toasts" role="status" data-toasts></div>`;
  return page({
    title: "Waypost",
    place: "admin",
    main,
    styles,
    scripts: content.kind === "app" ? ["/admin/frame.js"] : [],
  });
}

function appFrame({ publicAppUrl }: SandboxContext, url: string): Html {
  return html`
    <div class="strip">
      <h1>${appIcon}Waypost</h1>
      <p data-title-bar></p>
      <progress data-app-loading aria-label="Loading" hidden></progress>
    </div>
    <iframe title="Waypost" name="app-iframe" src="${url}" data-app-origin="${publicAppUrl}" allow="clipboard-write"></iframe>
    <div class="save-bar" role="region" aria-label="Unsaved changes" data-save-bar hidden>
      <p role="status" data-save-bar-text></p>
      <button type="button" data-discard>Discard</button>
      <button type="button" class="primary" data-save>Save</button>
    </div>`;
}

function elsewhere(path: string): Html {
  return html`<div class="elsewhere">
    <h1>This page is Shopify's own</h1>
    <p>In a real store, Waypost's link leads to <code>${path}</code> of the Shopify admin. The sandbox does not play it.</p>
    <p><a class="button" href="/admin">Back to Waypost</a></p>
  </div>`;
}

const { resolve } = createRequire(import.meta.url);

function iconOf(name: string): Html {
  const file = resolve(`@shopify/polaris-icons/dist/svg/${name}Icon.svg`);
  return trusted(
    readFileSync(file, "utf8").replace("<svg ", '<svg class="icon" aria-hidden="true" fill="currentColor" '),
  );
}

const appIcon = trusted(
  '<svg class="icon" aria-hidden="true" viewBox="0 0 20 20"><rect width="20" height="20" rx="5" fill="#0b4f4a"/>' +
    '<path fill="#ffd79d" d="M9.2 3.5h1.6v1.3h3.7l1.8 1.7-1.8 1.7h-3.7v1.1h.3v3.4h-.3v3.8H9.2v-3.8H5.5l-1.8-1.7 1.8-1.7h3.7V8.2H5.2V4.8h4z"/></svg>',
);
