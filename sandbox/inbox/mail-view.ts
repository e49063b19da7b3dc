/**
 * The mail's HTML for the reading frame. `scheme` plays the reader's light or dark setting, whatever the
 * setting of the browser in use: media queries about it are answered here. Links open in a new tab.
 */
export function mailForReading(source: string, scheme: "light" | "dark"): string {
  const answered = source.replace(/\(\s*prefers-color-scheme\s*:\s*(light|dark)\s*\)/gi, (_query, asked: string) =>
    asked.toLowerCase() === scheme ? "(min-width: 0)" : "(max-width: 0)",
  );
  const head = `<base target="_blank"><style>:root { color-scheme: ${scheme}; }</style>`;
  return /<head[^>]*>/i.test(answered)
    ? answered.replace(/<head[^>]*>/i, (tag) => tag + head)
    : `<!doctype html>${head}${answered}`;
}
