/** A rule as a form or an address brings it; null, which is no rule, when it is no JSON. */
export function readRule(text: string | null): unknown {
  try {
    return JSON.parse(text ?? "null");
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}
