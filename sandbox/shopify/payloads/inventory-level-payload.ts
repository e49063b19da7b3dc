import type { Shop, Variant } from "../../store/types";
import { wireId, wireTime } from "./wire";

/** The one place where the sandbox shop keeps its things. */
const LOCATION = "61000000001";

/** The body of inventory_levels/update: what is there, not whether it can be bought. */
export function inventoryLevelPayload({ inventoryItemId, stock }: Variant, shop: Shop, updatedAt: string) {
  return {
    inventory_item_id: wireId(inventoryItemId),
    location_id: wireId(LOCATION),
    available: stock,
    updated_at: wireTime(updatedAt, shop),
    admin_graphql_api_id: `gid://shopify/InventoryLevel/${LOCATION}?inventory_item_id=${inventoryItemId}`,
  };
}
