/**
 * Whether the fault is the database's and not the data's: connection (08), rolled back (40), out of
 * resources (53), stopped by an operator (57). Such work is tried again as it is.
 * https://www.postgresql.org/docs/current/errcodes-appendix.html
 */
export function isDatabaseDown(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const code = "code" in error && typeof error.code === "string" ? error.code : "";
  return /^(08|40|53|57)/.test(code) || /^E[A-Z]+$/.test(code) || /Connection terminated|timeout/i.test(error.message);
}
