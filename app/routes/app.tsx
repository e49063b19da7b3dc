import type { HeadersFunction, LinksFunction, LoaderFunctionArgs } from "@remix-run/node";
import { Link, Outlet, useLoaderData, useNavigation, useRouteError } from "@remix-run/react";
import { NavMenu } from "@shopify/app-bridge-react";
import polarisStyles from "@shopify/polaris/build/esm/styles.css?url";
import { boundary } from "@shopify/shopify-app-remix/server";
import type { ReactNode } from "react";
import { PageFailure } from "~/components/page-failure";
import { PageSkeleton } from "~/components/page-skeleton";
import { Polaris } from "~/components/polaris";
import phoneStyles from "~/components/polaris-on-phones.css?url";
import { ShopFormatProvider } from "~/components/shop-format";
import { requireShop } from "~/session.server";

export const links: LinksFunction = () => [polarisStyles, phoneStyles].map((href) => ({ rel: "stylesheet", href }));

export async function loader({ request }: LoaderFunctionArgs) {
  const shop = await requireShop(request);
  return { timezone: shop.timezone };
}

export default function Admin() {
  const { timezone } = useLoaderData<typeof loader>();
  return (
    <Frame>
      <ShopFormatProvider value={{ timezone }}>
        <Page />
      </ShopFormatProvider>
    </Frame>
  );
}

/** What every page in the Shopify admin stands in: the app's menu and Polaris. */
function Frame({ children }: { children: ReactNode }) {
  return (
    // Around Polaris, so that its lists and dialogs, which it draws at its own end, are in a landmark too.
    <main>
      <Polaris>
        <NavMenu>
          <Link to="/app" rel="home">
            Home
          </Link>
          <Link to="/app/workflows">Workflows</Link>
          <Link to="/app/contacts">Contacts</Link>
          <Link to="/app/segments">Segments</Link>
          <Link to="/app/content">Content</Link>
          <Link to="/app/offers">Offers</Link>
          <Link to="/app/recommendations">Recommendations</Link>
          <Link to="/app/settings">Settings</Link>
        </NavMenu>
        {children}
      </Polaris>
    </main>
  );
}

/** A skeleton while another page comes; the page itself while it only reads again. */
function Page() {
  const navigation = useNavigation();
  const here = globalThis.location?.pathname;
  const isLeaving = navigation.state === "loading" && navigation.location.pathname !== here && !navigation.formMethod;
  return isLeaving ? <PageSkeleton /> : <Outlet />;
}

export function ErrorBoundary() {
  return (
    <Frame>
      <PageFailure error={useRouteError()} />
    </Frame>
  );
}

export const headers: HeadersFunction = (args) => boundary.headers(args);
