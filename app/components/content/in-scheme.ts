/** A mail as in a light or a dark inbox, whatever the browser that shows it prefers itself. */
export function inScheme(html: string, scheme: "light" | "dark"): string {
  return html
    .replaceAll(/\(prefers-color-scheme:\s*dark\)/g, scheme === "dark" ? "all" : "not all")
    .replace(/color-scheme:\s*light dark/, `color-scheme:${scheme}`);
}
