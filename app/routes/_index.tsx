import { type LoaderFunctionArgs, redirect } from "@remix-run/node";

/** Shopify opens the app here with `shop` in the address; anyone else sees what this is. */
export function loader({ request }: LoaderFunctionArgs) {
  const url = new URL(request.url);
  if (url.searchParams.has("shop")) throw redirect(`/app${url.search}`);
  return null;
}

export default function Landing() {
  return (
    <main style={{ fontFamily: "system-ui, sans-serif", maxWidth: "36rem", margin: "4rem auto", padding: "0 1rem" }}>
      <h1>Waypost</h1>
      <p>
        E-mail workflows for Shopify stores that explain every decision, prove their revenue, and never send the wrong
        mail.
      </p>
      <p>Waypost lives inside the Shopify admin: open it there, under Apps.</p>
    </main>
  );
}
