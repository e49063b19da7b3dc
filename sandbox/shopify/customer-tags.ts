import { now } from "~/clock";
import type { Store } from "../store/store";
import type { Customer } from "../store/types";
import type { Webhooks } from "./webhooks";

/** The webhook that Shopify sends of tags. */
function tell(
  topic: "customer.tags_added" | "customer.tags_removed",
  store: Store,
  webhooks: Webhooks,
  customer: Customer,
  tags: readonly string[],
): void {
  const occurredAt = now().toISOString();
  customer.updatedAt = occurredAt;
  store.changed();
  webhooks.send(topic, { customerId: `gid://shopify/Customer/${customer.id}`, tags, occurredAt });
}

/** Gives a customer tags; Shopify tells of those that are new to them. */
export function addTags(store: Store, webhooks: Webhooks, customer: Customer, tags: readonly string[]): void {
  const news = tags.filter((tag) => !customer.tags.includes(tag));
  if (news.length === 0) return;
  customer.tags = [...customer.tags, ...new Set(news)];
  tell("customer.tags_added", store, webhooks, customer, news);
}

/** Takes tags from a customer; Shopify tells of those that they had. */
export function removeTags(store: Store, webhooks: Webhooks, customer: Customer, tags: readonly string[]): void {
  const gone = tags.filter((tag) => customer.tags.includes(tag));
  if (gone.length === 0) return;
  customer.tags = customer.tags.filter((tag) => !gone.includes(tag));
  tell("customer.tags_removed", store, webhooks, customer, gone);
}
