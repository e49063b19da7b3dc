import type { Customer } from "../../store/types";
import { addTags, removeTags } from "../customer-tags";
import { type Fields, idOf, type World } from "./world";

interface TagArguments {
  readonly id: string;
  readonly tags: readonly string[];
}

/** Shopify's own limits: https://help.shopify.com/manual/shopify-admin/productivity-tools/using-tags */
const LONGEST_TAG = 40;

/** tagsAdd and tagsRemove, of customers. Each tells the app of what changed. */
export function tagMutations(world: World): Fields {
  const mutation =
    (name: "tagsAdd" | "tagsRemove", change: typeof addTags) =>
    ({ id, tags }: TagArguments): Fields => {
      world.faults.strike(name);
      const customer = world.store.state.customers.find((one: Customer) => one.id === idOf("Customer", id));
      if (!customer) return refusal("id", "Customer does not exist");
      if (tags.some((tag) => tag.length > LONGEST_TAG)) return refusal("tags", "Tags is too long");
      change(world.store, world.webhooks, customer, tags);
      return { node: world.node.customer(customer), userErrors: [] };
    };
  return { tagsAdd: mutation("tagsAdd", addTags), tagsRemove: mutation("tagsRemove", removeTags) };
}

function refusal(field: string, message: string): Fields {
  return { node: null, userErrors: [{ field: [field], message }] };
}
