/** "gid://shopify/Product/123" as "123": how every table and every webhook names it. */
export function bareId(gid: string): string {
  return gid.replace(/^gid:\/\/.*\//, "").replace(/\?.*$/, "");
}
