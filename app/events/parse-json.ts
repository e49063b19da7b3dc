/**
 * Parses JSON so that an integer beyond 2^53 becomes a string instead of a wrong number: Shopify's ids
 * can be that large. Uses the reviver's `context.source` (ECMA-262, JSON.parse source text access).
 * Throws SyntaxError for text that is not JSON, and for bytes that are not UTF-8.
 */
export function parseJson(bytes: Uint8Array): unknown {
  const text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  // A reviver is called for each value and costs seven times the parsing; few payloads hold such a number.
  if (!/[:,[]\s*-?\d{16}/.test(text)) return JSON.parse(text);
  return JSON.parse(text, (_key, value: unknown, context?: { source?: string }) =>
    typeof value === "number" && Number.isInteger(value) && !Number.isSafeInteger(value) && context?.source
      ? context.source
      : value,
  );
}
