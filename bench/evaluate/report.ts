import type { Evaluation } from "./evaluation";

/** Each protocol with its references, ours among them, and whether it is at or above the best of each figure. */
export function report(evaluations: readonly Evaluation[]): string {
  return evaluations.map(section).join("\n\n");
}

function section(evaluation: Evaluation): string {
  if ("skipped" in evaluation) return `${evaluation.what}\n  not evaluated: ${evaluation.skipped}`;
  const { what, note, ours, references } = evaluation;
  const best = ours.map((_, figure) => Math.max(...references.map(({ values }) => known(values[figure]))));
  const verdicts = ours.map((value, figure) => value >= (best[figure] ?? 0) - ROUNDING);
  const verdict = verdicts.every(Boolean) ? "met" : verdicts.some(Boolean) ? "met in part" : "missed";
  const width = Math.max(...references.map(({ name }) => name.length), "ours".length);
  const line = (name: string, values: readonly number[], said = "") =>
    `  ${name.padEnd(width)}  ${values.map(text).join(" / ")}${said && `   ${said}`}`;
  const rows = references.map(({ name, values }) => line(name, values));
  const aim = Number.isFinite(best[0] ?? Number.NaN) ? `${verdict} (best listed: ${best.map(text).join(" / ")})` : "";
  return [what, `  ${note}`, ...rows, line("ours", ours, aim)].join("\n");
}

/** References are published with three digits. */
const ROUNDING = 0.0005;

const known = (value: number | undefined) =>
  value === undefined || Number.isNaN(value) ? Number.NEGATIVE_INFINITY : value;

const text = (value: number) => (Number.isFinite(value) ? value.toFixed(3).replace(/^0/, "") : "–");
