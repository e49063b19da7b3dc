import { now } from "~/clock";
import type { SandboxContext } from "../context";
import type { Store } from "../store/store";
import { inventoryLevelPayload } from "./payloads/inventory-level-payload";
import { productPayload } from "./payloads/product-payload";
import type { Webhooks } from "./webhooks";

/** What Shopify sends when the stock of variants changed: a level each, and their products as updated. */
export function tellStock(
  store: Store,
  context: Pick<SandboxContext, "url">,
  webhooks: Webhooks,
  variantIds: readonly string[],
): void {
  const { shop } = store.state;
  const sold = [...new Set(variantIds)].map((variantId) => store.variant(variantId));
  const time = now().toISOString();
  for (const { variant } of sold) {
    webhooks.send("inventory_levels/update", inventoryLevelPayload(variant, shop, time));
  }
  for (const product of new Set(sold.map(({ product }) => product))) {
    product.updatedAt = time;
    webhooks.send("products/update", productPayload(product, shop, context.url));
  }
  store.changed();
}
