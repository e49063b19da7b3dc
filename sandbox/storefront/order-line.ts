import { idBase } from "../store/id-base";
import type { Store } from "../store/store";
import type { Line, OrderLine } from "../store/types";

/** What is bought, as it is at this moment: a later price or title changes no order. */
export function orderLine(store: Store, { variantId, quantity }: Line): OrderLine {
  const { product, variant } = store.variant(variantId);
  return {
    id: store.newId(idBase.order),
    productId: product.id,
    variantId,
    title: product.title,
    variantTitle: variant.title === "Default Title" ? null : variant.title,
    sku: variant.sku,
    vendor: product.vendor,
    grams: variant.grams,
    quantity,
    priceMinor: variant.priceMinor,
  };
}
