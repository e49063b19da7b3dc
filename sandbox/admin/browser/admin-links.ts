import { tellAdmin } from "./admin-link";

/** Leads links into Shopify's admin (`shopify://admin/…`, admin.shopify.com) to the frame instead of the network. */
export function interceptAdminLinks(): void {
  const plainOpen = window.open.bind(window);
  window.open = (address, target, features) => {
    const path = adminPath(String(address ?? ""));
    if (path === null) return plainOpen(address, target, features);
    tellAdmin({ kind: "open-admin", path });
    return null;
  };
  addEventListener("click", (event) => {
    const link = event.target instanceof Element ? event.target.closest("a[href]") : null;
    const path = adminPath(link?.getAttribute("href") ?? "");
    if (path === null) return;
    event.preventDefault();
    tellAdmin({ kind: "open-admin", path });
  });
}

function adminPath(address: string): string | null {
  const match =
    /^shopify:\/*admin(\/.*)?$/i.exec(address) ?? /^https:\/\/admin\.shopify\.com\/store\/[^/]+(\/.*)?$/.exec(address);
  return match ? (match[1] ?? "/") : null;
}
