import { redirect } from "@remix-run/node";

/**
 * Where the SDK sends a visit that names no shop. Shopify forbids asking for the shop's address
 * (https://shopify.dev/docs/apps/launch/app-requirements-checklist), so the landing page tells where to open the app.
 */
export function loader() {
  return redirect("/");
}
