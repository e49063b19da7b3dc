import type { Store } from "../../store/store";
import type { Customer } from "../../store/types";
import type { World } from "./world";

/** Looked up for every order that is walked in bulk; customers are only ever added. */
export function customersById(store: Store): World["customerOf"] {
  const known = new Map<string, Customer>();
  return ({ customerId }) => {
    if (customerId === null) return null;
    const { customers } = store.state;
    for (let next = customers[known.size]; next; next = customers[known.size]) known.set(next.id, next);
    return known.get(customerId) ?? null;
  };
}
