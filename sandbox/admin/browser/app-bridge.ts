/**
 * The sandbox's stand-in for Shopify's App Bridge (app-bridge.js): `window.shopify` and the behaviours that
 * an embedded app relies on, spoken to the sandbox's admin frame. What it does not play, it refuses aloud.
 * https://shopify.dev/docs/api/app-home
 */
import { adminOrigin, fetchIdToken } from "./admin-link";
import { interceptAdminLinks } from "./admin-links";
import { authenticateFetch } from "./authenticated-fetch";
import { watchChrome } from "./chrome";
import { defineElements } from "./elements";
import { EMBEDDING_PARAMETERS } from "./embedding-parameters";
import { watchForms } from "./save-bar";
import { createShopifyGlobal } from "./shopify-global";

const reload = new URLSearchParams(location.search).get("shopify-reload");

if (window.top === window.self) {
  openInAdmin(reload ?? location.href);
} else if (reload !== null) {
  void bounce(new URL(reload, location.href));
} else {
  Object.assign(window, { shopify: createShopifyGlobal() });
  authenticateFetch();
  interceptAdminLinks();
  defineElements();
  watchForms();
  watchChrome();
}

/** An embedded app opened on its own belongs into the admin. */
function openInAdmin(address: string): void {
  const { pathname, searchParams } = new URL(address, location.href);
  for (const name of EMBEDDING_PARAMETERS) searchParams.delete(name);
  const query = searchParams.size > 0 ? `?${searchParams}` : "";
  location.replace(`${adminOrigin}/admin/apps/waypost${pathname}${query}`);
}

/** The app's "bounce page": it lacked a valid id token and asks to be loaded again with a fresh one. */
async function bounce(target: URL): Promise<void> {
  if (target.origin !== location.origin) throw new Error(`Refusing to send an id token to ${target.origin}.`);
  target.searchParams.set("id_token", await fetchIdToken());
  location.replace(target);
}
