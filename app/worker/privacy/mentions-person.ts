import { parseJson } from "~/events/parse-json";
import type { Person } from "./find-person";

/** What is looked through: a delivery as the inbox holds it. */
interface Searched {
  readonly topic: string;
  readonly payload: Uint8Array;
}

/**
 * Whether a delivery's payload names a person: by an address anywhere, by an id where such ids stand (a number
 * elsewhere may be anything), by a token. One that cannot be read counts when one of these stands in it anyhow.
 */
export function mentionsPerson(person: Person, { topic, payload }: Searched): boolean {
  let json: unknown;
  try {
    json = parseJson(payload);
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof TypeError) return stands(person, payload);
    throw error;
  }
  const words = new Set([...person.contactIds, ...person.tokens, ...person.visitors]);
  for (const id of person.customerIds) words.add(`gid://shopify/Customer/${id}`);
  for (const id of person.orderIds) words.add(`gid://shopify/Order/${id}`);
  const ids: Readonly<Record<string, readonly string[]>> = {
    customer: person.customerIds,
    order: person.orderIds,
  };
  const kindOf = (parent: string, key: string) => (key === "id" ? parent : /^(.*)_id$/.exec(key)?.[1]);

  const walk = (value: unknown, parent: string, key: string): boolean => {
    if (typeof value === "string" && (words.has(value) || holdsAddress(person, value))) return true;
    if (typeof value === "string" || typeof value === "number") {
      return ids[kindOf(parent, key) ?? ""]?.includes(String(value)) ?? false;
    }
    if (Array.isArray(value)) return value.some((one) => walk(one, parent, key));
    if (typeof value !== "object" || value === null) return false;
    return Object.entries(value).some(([inner, one]) => walk(one, key, inner));
  };
  // "customers/update" is a customer, "orders/create" an order.
  return walk(json, "", topic.startsWith("customers/") ? "customer" : topic.startsWith("orders/") ? "order" : "");
}

/** Whether a text holds one of the person's addresses, in whatever case. */
export function holdsAddress({ emails }: Pick<Person, "emails">, text: string): boolean {
  const lower = text.toLowerCase();
  return emails.some((email) => lower.includes(email));
}

function stands(person: Person, payload: Uint8Array): boolean {
  const text = Buffer.from(payload).toString("latin1");
  if (holdsAddress(person, text) || person.tokens.some((token) => text.includes(token))) return true;
  const numbers = new Set(text.match(/\d+/g));
  return [...person.customerIds, ...person.orderIds].some((id) => numbers.has(id));
}
