import { createHash } from "node:crypto";
import type { ReactNode } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { z } from "zod";

/** A page as it goes over the wire: complete in one round trip, without a script. */
export interface ShopperPage {
  readonly html: string;
  readonly headers: Readonly<Record<string, string>>;
}

const color = (fallback: string) =>
  z
    .string()
    .regex(/^#[0-9a-f]{6}$/i)
    .catch(fallback);

/** As much of `shops.brand` as a page wears; what is missing or not fit for a style sheet has its default. */
const pageBrand = z
  .object({
    logoUrl: z
      .url({ protocol: /^https?$/ })
      .nullable()
      .catch(null),
    colors: z.object({ primary: color("#234a3f"), background: color("#f5f2ec") }).catch({
      primary: "#234a3f",
      background: "#f5f2ec",
    }),
  })
  .catch({ logoUrl: null, colors: { primary: "#234a3f", background: "#f5f2ec" } });
type PageBrand = z.infer<typeof pageBrand>;

/** Whose page it is. */
export interface PageShop {
  readonly name: string;
  /** `shops.brand` as it is stored. */
  readonly brand: unknown;
}

interface Frame {
  readonly language: string;
  /** Null where no shop is known. */
  readonly shop: PageShop | null;
  readonly title: string;
}

/** A page for shoppers in the shop's dress: headed by its title, and nothing that a content policy would stop. */
export function shopperPage({ language, shop, title }: Frame, children: ReactNode): ShopperPage {
  const brand = pageBrand.parse(shop?.brand ?? {});
  const css = styleSheet(brand);
  const html = renderToStaticMarkup(
    <html lang={language}>
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="robots" content="noindex" />
        <title>{shop ? `${title} · ${shop.name}` : title}</title>
        {/* Our own sheet; what comes from a shop in it is six hex digits. */}
        <style dangerouslySetInnerHTML={{ __html: css }} />
      </head>
      <body>
        <main>
          {shop && <ShopName shop={shop} brand={brand} />}
          <h1>{title}</h1>
          {children}
        </main>
      </body>
    </html>,
  );
  return { html: `<!doctype html>${html}`, headers: { ...HEADERS, ...contentHeaders(language, css, brand) } };
}

function ShopName({ shop, brand }: { readonly shop: PageShop; readonly brand: PageBrand }) {
  return <p className="shop">{brand.logoUrl ? <img src={brand.logoUrl} alt={shop.name} height="40" /> : shop.name}</p>;
}

const HEADERS = {
  "content-type": "text/html; charset=utf-8",
  "cache-control": "no-store",
  "x-robots-tag": "noindex, nofollow",
  // The address is the key to what somebody may change: no other site may learn it.
  "referrer-policy": "no-referrer",
  "x-content-type-options": "nosniff",
};

function contentHeaders(language: string, css: string, { logoUrl }: PageBrand): Record<string, string> {
  const style = createHash("sha256").update(css).digest("base64");
  const images = logoUrl ? `img-src ${new URL(logoUrl).origin}; ` : "";
  return {
    "content-language": language,
    "content-security-policy": `default-src 'none'; style-src 'sha256-${style}'; ${images}form-action 'self'; base-uri 'none'; frame-ancestors 'none'`,
  };
}

/** All text stands on white, dark on light, whatever the shop's colours are: those dress the band and the ground. */
function styleSheet({ colors }: PageBrand): string {
  return `:root{color-scheme:light}
*{box-sizing:border-box}
body{margin:0;min-height:100vh;display:grid;place-items:center;padding:1rem;background:${colors.background};
font:1.0625rem/1.6 system-ui,-apple-system,"Segoe UI",Roboto,Helvetica,Arial,sans-serif;color:#23211e}
main{width:100%;max-width:30rem;padding:2rem;background:#fff;border-top:6px solid ${colors.primary};border-radius:8px;
box-shadow:0 1px 3px rgb(0 0 0/.12);overflow-wrap:anywhere}
.shop{margin:0 0 1.5rem;font-weight:600}
.shop img{display:block;max-width:100%;height:2.5rem;object-fit:contain}
h1{margin:0 0 .75rem;font-size:1.5rem;line-height:1.25}
p{margin:0 0 1.5rem}
p:last-child{margin-bottom:0}
fieldset{margin:0 0 1.5rem;padding:0;border:0}
legend{padding:0;margin:0 0 .5rem;font-weight:600}
label{display:flex;gap:.75rem;align-items:baseline;margin:0 0 .5rem;padding:.75rem 1rem;border:1px solid #8a857d;border-radius:6px;cursor:pointer}
label:has(:checked){border-color:#23211e;box-shadow:inset 0 0 0 1px #23211e}
input{accent-color:#23211e;flex:none}
input:focus-visible{outline:3px solid #23211e;outline-offset:3px}
a{color:inherit}
button{font:inherit;font-weight:600;width:100%;min-height:3rem;padding:.5rem 1.5rem;color:#fff;background:#23211e;
border:0;border-radius:6px;cursor:pointer}
button:hover{background:#45413b}
button:focus-visible{outline:3px solid #23211e;outline-offset:3px}`;
}
