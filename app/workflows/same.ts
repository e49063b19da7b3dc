/** Whether two pieces of a definition say the same: an absent field is one that is undefined, and their order is nothing. */
export function isSame(one: unknown, other: unknown): boolean {
  return written(one) === written(other);
}

/** What stands in one list and not in the other. */
export function onlyIn<T>(list: readonly T[], other: readonly T[]): T[] {
  const known = new Set(other.map(written));
  return list.filter((one) => !known.has(written(one)));
}

/** JSON with its keys in order; what is absent is null. */
function written(value: unknown): string {
  return JSON.stringify(value ?? null, (_key, inner: unknown) =>
    typeof inner === "object" && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );
}
