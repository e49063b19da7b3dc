import { type GraphQLSchema, graphql } from "graphql";
import { adminSchema, standInForShopify } from "./shopify-stand-in";

export interface StoreProduct {
  readonly id: string;
  readonly title: string;
  readonly updatedAt?: string;
  readonly status?: "ACTIVE" | "DRAFT" | "ARCHIVED" | "UNLISTED";
  readonly isOnline?: boolean;
  readonly image?: string | null;
  readonly productType?: string;
  readonly vendor?: string;
  readonly tags?: readonly string[];
  readonly collections?: readonly string[];
  readonly variants?: readonly StoreVariant[];
}

export interface StoreVariant {
  readonly id: string;
  readonly price?: string;
  readonly compareAtPrice?: string | null;
  readonly available?: boolean;
}

export interface StoreOrder {
  readonly id: string;
  readonly createdAt: string;
  readonly updatedAt?: string;
  readonly email?: string | null;
  readonly customerId?: string | null;
  readonly sourceName?: string;
  readonly company?: boolean;
  readonly lines: readonly { readonly id: string; readonly productId: string; readonly quantity?: number }[];
}

/** A store behind the published schema: what is not valid in it fails here as it fails at Shopify. */
export interface Store {
  products: StoreProduct[];
  orders: StoreOrder[];
  /** What each query searched for. */
  readonly searches: string[];
}

let schema: GraphQLSchema | undefined;

export async function openStore(): Promise<{ store: Store; close(): Promise<void> }> {
  schema ??= adminSchema();
  const known = schema;
  const store: Store = { products: [], orders: [], searches: [] };
  const standIn = await standInForShopify(async ({ query, operationName, variables }) => ({
    body: await graphql({
      schema: known,
      source: query,
      operationName,
      variableValues: variables,
      rootValue: rootOf(store),
    }),
  }));
  return { store, close: () => standIn.close() };
}

interface PageArguments {
  readonly first: number;
  readonly after?: string | null;
}

function connection<T>(all: readonly T[], { first, after }: PageArguments) {
  const start = Number(after ?? 0);
  const end = start + first;
  return { nodes: all.slice(start, end), pageInfo: { hasNextPage: end < all.length, endCursor: String(end) } };
}

function rootOf(store: Store) {
  return {
    shop: { currencyCode: "EUR" },
    products: (page: PageArguments) => connection(store.products.map(productOf), page),
    product: ({ id }: { id: string }) => store.products.map(productOf).find((product) => product.id === id) ?? null,
    orders: (page: PageArguments & { query: string }) => {
      store.searches.push(page.query);
      const newestFirst = store.orders.toSorted((a, b) => b.createdAt.localeCompare(a.createdAt));
      return connection(newestFirst.map(orderOf), page);
    },
    order: ({ id }: { id: string }) => store.orders.map(orderOf).find((order) => order.id === id) ?? null,
  };
}

const image = (url: string) => ({ preview: { image: { url } } });

function productOf(product: StoreProduct) {
  const { id, title, image: url = `https://cdn.example/${id}.jpg`, isOnline = true } = product;
  const variants = (product.variants ?? [{ id: `${id}-1` }]).map((variant, index) => ({
    id: `gid://shopify/ProductVariant/${variant.id}`,
    title: `Size ${index + 1}`,
    position: index + 1,
    price: variant.price ?? "10.00",
    compareAtPrice: variant.compareAtPrice ?? null,
    availableForSale: variant.available ?? true,
    media: () => ({ nodes: [] }),
  }));
  return {
    id: `gid://shopify/Product/${id}`,
    title,
    handle: `product-${id}`,
    vendor: product.vendor ?? "",
    productType: product.productType ?? "",
    tags: product.tags ?? [],
    status: product.status ?? "ACTIVE",
    onlineStoreUrl: isOnline ? `https://store.example/products/product-${id}` : null,
    publishedAt: isOnline ? "2026-01-01T00:00:00Z" : null,
    updatedAt: product.updatedAt ?? "2026-11-01T00:00:00Z",
    featuredMedia: url === null ? null : { __typename: "MediaImage", alt: `${title}, seen from above`, ...image(url) },
    collections: (page: PageArguments) =>
      connection(
        (product.collections ?? []).map((title) => ({ title })),
        page,
      ),
    variants: (page: PageArguments) => connection(variants, page),
  };
}

function orderOf(order: StoreOrder) {
  const lines = order.lines.map((line) => ({
    id: `gid://shopify/LineItem/${line.id}`,
    title: "A line",
    quantity: line.quantity ?? 1,
    product: { id: `gid://shopify/Product/${line.productId}` },
    variant: null,
    originalUnitPriceSet: { shopMoney: { amount: "10.0" } },
  }));
  return {
    id: `gid://shopify/Order/${order.id}`,
    name: `#${order.id}`,
    email: order.email ?? null,
    checkoutToken: `checkout-${order.id}`,
    cartToken: null,
    sourceName: order.sourceName ?? "web",
    purchasingEntity: order.company ? { __typename: "PurchasingCompany" } : null,
    customer: order.customerId ? { id: `gid://shopify/Customer/${order.customerId}` } : null,
    currencyCode: "EUR",
    totalPriceSet: { shopMoney: { amount: "20.0" } },
    createdAt: order.createdAt,
    processedAt: order.createdAt,
    updatedAt: order.updatedAt ?? order.createdAt,
    cancelledAt: null,
    lineItems: (page: PageArguments) => connection(lines, page),
  };
}
