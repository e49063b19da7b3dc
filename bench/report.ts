import { cpus, loadavg } from "node:os";

/** One line of the report. */
export interface Figure {
  readonly what: string;
  readonly ours: string;
  readonly limit: string;
  readonly ratio: string;
  readonly aim: string;
  /** Null where there is no aim, or nothing was measured. */
  readonly isMet: boolean | null;
}

/** The middle one; of an even number the mean of the two in the middle. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = (sorted.length - 1) / 2;
  return ((sorted[Math.floor(middle)] ?? 0) + (sorted[Math.ceil(middle)] ?? 0)) / 2;
}

/** "1,234", "12.3" or "0.123": three digits that matter, and none dropped before the point. */
export function figure(value: number): string {
  if (!Number.isFinite(value)) return "–";
  const decimals = Math.max(0, 2 - Math.floor(Math.log10(Math.abs(value) || 1)));
  return value.toLocaleString("en", { maximumFractionDigits: decimals, minimumFractionDigits: Math.min(decimals, 3) });
}

/** What has to be known to compare one report with another. */
export function conditions(postgres: string): string {
  const [first, ...others] = cpus();
  const [busy = 0] = loadavg();
  return [
    `${new Date().toISOString().slice(0, 16)}Z, Node ${process.versions.node}, PostgreSQL ${postgres}`,
    `${others.length + 1} × ${first?.model.trim() ?? "unknown CPU"}, ${process.platform}, load before ${busy.toFixed(1)}`,
  ].join("\n");
}

/** The figures as a table, widths to fit. */
export function table(figures: readonly Figure[]): string {
  const head = ["", "ours", "limit", "ratio", "aim", ""];
  const rows = figures.map(({ what, ours, limit, ratio, aim, isMet }) => {
    return [what, ours, limit, ratio, aim, isMet === null ? "" : isMet ? "met" : "missed"];
  });
  const widths = head.map((title, column) =>
    Math.max(...[head, ...rows].map((row) => row[column]?.length ?? title.length)),
  );
  return [head, ...rows]
    .map((row) =>
      row
        .map((cell, column) => {
          const width = widths[column] ?? 0;
          return column === 0 || column > 3 ? cell.padEnd(width) : cell.padStart(width);
        })
        .join("   ")
        .trimEnd(),
    )
    .join("\n");
}
