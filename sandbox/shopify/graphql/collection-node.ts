import type { Collection, Product } from "../../store/types";
import { type ConnectionArguments, connection } from "./connection";
import { sorted } from "./search";
import { exactly, type Fields, gid, idOf, type World } from "./world";

export function collectionNode(world: World, collection: Collection): Fields {
  const products = () =>
    world.store.state.products.filter((product) => product.collections.includes(collection.handle));
  return {
    __typename: "Collection",
    id: gid("Collection", collection.id),
    legacyResourceId: collection.id,
    handle: collection.handle,
    title: collection.title,
    description: collection.description,
    descriptionHtml: `<p>${collection.description}</p>`,
    sortOrder: "BEST_SELLING",
    templateSuffix: null,
    updatedAt: collection.updatedAt,
    image: null,
    productsCount: () => exactly(products().length),
    hasProduct: ({ id }: { id: string }) => products().some((product) => product.id === idOf("Product", id)),
    products: (asked: ConnectionArguments & { sortKey?: string }) =>
      connection(
        sorted(products(), asked.sortKey === "COLLECTION_DEFAULT" ? "BEST_SELLING" : asked.sortKey, {
          ID: (product: Product) => Number(product.id),
          TITLE: (product: Product) => product.title,
          CREATED: (product: Product) => product.createdAt,
          PRICE: (product: Product) => Math.min(...product.variants.map((variant) => variant.priceMinor)),
          BEST_SELLING: (product: Product) => -piecesSold(world, product),
        }),
        asked,
        ({ id }) => id,
        world.node.product,
      ),
  };
}

/** How many pieces of a product were ever ordered. */
export function piecesSold(world: World, product: Product): number {
  let pieces = 0;
  for (const order of world.store.state.orders) {
    for (const line of order.lines) if (line.productId === product.id) pieces += line.quantity;
  }
  return pieces;
}
