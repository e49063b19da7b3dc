const files = import.meta.glob<string>(["./*.mjml", "./*.liquid"], { query: "?raw", import: "default", eager: true });

/** What templates share, by the name that `[% layout %]` and `[% render %]` call it by: "head.mjml", "footer.txt". */
export const partials: Record<string, string> = Object.fromEntries(
  Object.entries(files).map(([path, source]) => [path.replace(/^\.\//, "").replace(/\.liquid$/, ""), source]),
);
