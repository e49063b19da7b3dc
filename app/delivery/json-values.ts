/** What a decision was made on: plain JSON, shown on the contact's page. */
export type JsonValues = { readonly [name: string]: JsonValue };
type JsonValue = string | number | boolean | null | readonly JsonValue[] | JsonValues;
