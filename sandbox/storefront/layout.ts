import { readFileSync } from "node:fs";
import { formatMoney } from "~/events/money";
import { type Html, html, trusted } from "../html";
import type { Store } from "../store/store";
import type { Cart, Product } from "../store/types";

const styles = readFileSync(new URL("./storefront.css", import.meta.url), "utf8");

export interface StorefrontPage {
  readonly title: string;
  readonly cart: Cart | null;
  readonly main: Html;
  /** The checkout has the shop's name and nothing to wander off to. */
  readonly isCheckout?: boolean;
}

/** A page in the shop's own dress. Works without JavaScript. */
export function storefrontPage(store: Store, { title, cart, main, isCheckout = false }: StorefrontPage): string {
  const { shop, collections } = store.state;
  const pieces = cart?.lines.reduce((sum, line) => sum + line.quantity, 0) ?? 0;
  return html`<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>${title} – ${shop.name}</title>
    <link rel="icon" href="data:,">
    <style>${trusted(styles)}</style>
  </head>
  <body>
    <a class="skip" href="#main">Skip to the content</a>
    <header class="top">
      <a class="brand" href="/">${mark}<span>${shop.name}</span></a>
      ${
        !isCheckout &&
        html`<nav aria-label="Collections">${collections.map(
          ({ handle, title }) => html`<a href="/collections/${handle}">${title}</a>`,
        )}</nav>
        <a class="cart-link" href="/cart">Cart <span class="count">${pieces}</span></a>`
      }
    </header>
    <main id="main">${main}</main>
    <footer>
      <p>${shop.name}, ${shop.address.address1}, ${shop.address.zip} ${shop.address.city}</p>
      <p class="tools">This is a sandbox shop: nothing is charged or sent. <a href="/admin">Admin</a> <a href="/inbox">Inbox</a> <a href="/clock">Clock</a> <a href="/webhooks">Webhooks</a></p>
    </footer>
  </body>
</html>`.markup;
}

const mark = trusted(
  `<svg viewBox="0 0 32 40" width="26" height="32" aria-hidden="true"><path d="M10 8C10 0 22 0 22 8M16 6l9 8H7zM8 14h16v20H8zM5 34h22v4H5z" fill="none" stroke="currentColor" stroke-width="2" stroke-linejoin="round"/><path d="M16 18c5 6 5 9 3 11-2 3-4 3-6 0-2-2-2-5 3-11z" fill="#d98f3c"/></svg>`,
);

/** A price in the shop's currency, as its English pages write it. */
export function price(store: Store, minor: number): string {
  return formatMoney(minor, store.state.shop.currency, "en");
}

/** A product's picture, in two widths for narrow and dense screens. */
export function picture(product: Product, width: number, sizes?: string): Html {
  const source = (pixels: number) => `/cdn/products/${product.handle}.png?v=1&width=${pixels}`;
  return html`<img src="${source(width)}" srcset="${source(width)} ${width}w, ${source(width * 2)} ${width * 2}w" sizes="${sizes ?? `${width}px`}" width="${width}" height="${width}" alt="${product.title}" loading="lazy">`;
}
