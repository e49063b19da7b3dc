import type { LinksFunction, MetaFunction } from "@remix-run/node";
import {
  isRouteErrorResponse,
  Links,
  Meta,
  Outlet,
  Scripts,
  ScrollRestoration,
  useMatches,
  useRouteError,
  useRouteLoaderData,
} from "@remix-run/react";
import type { ReactNode } from "react";
import { env } from "./env.server";

const shopifyAppBridge = "https://cdn.shopify.com/shopifycloud/app-bridge.js";

export function loader() {
  return { apiKey: env.SHOPIFY_API_KEY, appBridgeUrl: env.APP_BRIDGE_URL ?? shopifyAppBridge };
}

/** Both values are the process's own: nothing that a person does changes them. */
export const shouldRevalidate = () => false;

export const meta: MetaFunction = () => [{ title: "Waypost" }];

export const links: LinksFunction = () => [{ rel: "icon", type: "image/svg+xml", href: "/favicon.svg" }];

export function Layout({ children }: { children: ReactNode }) {
  const bridge = useRouteLoaderData<typeof loader>("root");
  const isInAdmin = useMatches().some((match) => match.id === "routes/app");
  return (
    <html lang="en">
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        {/* App Bridge must be the first script of the head, and not deferred: it takes over fetch. */}
        {isInAdmin && bridge && <script src={bridge.appBridgeUrl} data-api-key={bridge.apiKey} />}
        <Meta />
        <Links />
      </head>
      <body>
        {children}
        <ScrollRestoration />
        <Scripts />
      </body>
    </html>
  );
}

export default function Root() {
  return <Outlet />;
}

/** What is left when a page outside the admin fails. Pages inside it have their own, in routes/app.tsx. */
export function ErrorBoundary() {
  const error = useRouteError();
  const isMissing = isRouteErrorResponse(error) && error.status === 404;
  return (
    <main style={{ fontFamily: "system-ui, sans-serif", maxWidth: "36rem", margin: "4rem auto", padding: "0 1rem" }}>
      <h1>{isMissing ? "There is no such page" : "Something went wrong here"}</h1>
      <p>
        {isMissing
          ? "The address may be mistyped, or the page has moved."
          : "The failure has been written down. Try again in a moment; nothing that was saved is lost."}
      </p>
    </main>
  );
}
