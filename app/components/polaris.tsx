import { Link, useNavigate } from "@remix-run/react";
import { AppProvider } from "@shopify/polaris";
import english from "@shopify/polaris/locales/en.json";
import { forwardRef, type HTMLProps, type ReactNode, useEffect } from "react";

interface PolarisLinkProps extends Omit<HTMLProps<HTMLAnchorElement>, "ref" | "target"> {
  readonly url: string;
  readonly external?: boolean;
  readonly target?: "_blank" | "_self" | "_parent" | "_top";
}

/**
 * Polaris, with Remix's links in it. (The SDK's AppProvider is the same and App Bridge's script besides,
 * which belongs into the document's head: see root.tsx.)
 */
export function Polaris({ children }: { children: ReactNode }) {
  const navigate = useNavigate();
  useEffect(() => {
    // The Shopify admin's own menu asks for a page through this event.
    const follow = (event: globalThis.Event) => {
      const href = event.target instanceof Element ? event.target.getAttribute("href") : null;
      if (href) navigate(href);
    };
    addEventListener("shopify:navigate", follow);
    return () => removeEventListener("shopify:navigate", follow);
  }, [navigate]);
  return (
    <AppProvider i18n={english} linkComponent={PolarisLink}>
      {children}
    </AppProvider>
  );
}

const PolarisLink = forwardRef<HTMLAnchorElement, PolarisLinkProps>(({ url, external, ...rest }, ref) => (
  <Link {...rest} to={url} ref={ref} {...(external && { target: "_blank", rel: "noreferrer" })} />
));
