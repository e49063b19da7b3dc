import type { SandboxContext } from "../../context";
import type { Store } from "../../store/store";
import type { Collection, Customer, Order, Product } from "../../store/types";
import type { Webhooks } from "../webhooks";
import { collectionNode } from "./collection-node";
import { type ConnectionArguments, connection } from "./connection";
import { updateEmailConsent } from "./consent-mutation";
import { customerNode } from "./customer-node";
import { orderNode } from "./order-node";
import { productNode, variantNode } from "./product-node";
import { type SearchTerms, search, sorted } from "./search";
import { appInstallationNode, shopNode } from "./shop-node";
import { exactly, type Fields, gid, idOf, type World } from "./world";

type ListArguments = ConnectionArguments & { readonly query?: string | null; readonly sortKey?: string };
type Identified = { readonly id: string };

/** The resolvers of QueryRoot and Mutation over one shop. */
export function adminRoot(store: Store, context: SandboxContext, webhooks: Webhooks, scopes: string): Fields {
  const world: World = {
    store,
    context,
    webhooks,
    scopes,
    node: {
      product: (product) => productNode(world, product),
      variant: (product, variant) => variantNode(world, product, variant),
      collection: (collection) => collectionNode(world, collection),
      customer: (customer) => customerNode(world, customer),
      order: (order) => orderNode(world, order),
    },
  };
  const { state } = store;
  const one = <T extends Identified>(
    type: string,
    items: readonly T[],
    toNode: (item: T) => Fields,
    globalId: string,
  ) => {
    const found = items.find((item) => item.id === idOf(type, globalId));
    return found ? toNode(found) : null;
  };
  const variants = () =>
    state.products.flatMap((product) => product.variants.map((variant) => ({ ...variant, product, variant })));
  const node = ({ id }: Identified): Fields | null => {
    if (id === gid("Shop", state.shop.id)) return shopNode(world);
    return (
      one("Product", state.products, world.node.product, id) ??
      one("ProductVariant", variants(), ({ product, variant }) => world.node.variant(product, variant), id) ??
      one("Collection", state.collections, world.node.collection, id) ??
      one("Customer", state.customers, world.node.customer, id) ??
      one("Order", state.orders, world.node.order, id)
    );
  };
  const byId = ({ id }: Identified) => id;

  return {
    shop: () => shopNode(world),
    currentAppInstallation: () => appInstallationNode(world),
    node,
    nodes: ({ ids }: { ids: string[] }) => ids.map((id) => node({ id })),

    product: ({ id }: Identified) => one("Product", state.products, world.node.product, id),
    productByIdentifier: ({ identifier }: { identifier: { id?: string; handle?: string } }) => {
      const found = state.products.find(
        ({ id, handle }) => handle === identifier.handle || gid("Product", id) === identifier.id,
      );
      return found ? world.node.product(found) : null;
    },
    products: (asked: ListArguments) =>
      connection(
        sorted(search(state.products, asked.query, productTerms), asked.sortKey, productOrder),
        asked,
        byId,
        world.node.product,
      ),
    productsCount: ({ query }: ListArguments) => exactly(search(state.products, query, productTerms).length),
    productVariant: ({ id }: Identified) =>
      one("ProductVariant", variants(), ({ product, variant }) => world.node.variant(product, variant), id),

    collection: ({ id }: Identified) => one("Collection", state.collections, world.node.collection, id),
    collections: (asked: ListArguments) =>
      connection(
        sorted(search(state.collections, asked.query, collectionTerms), asked.sortKey, collectionOrder),
        asked,
        byId,
        world.node.collection,
      ),

    order: ({ id }: Identified) => one("Order", state.orders, world.node.order, id),
    orders: (asked: ListArguments) =>
      connection(
        sorted(search(state.orders, asked.query, orderTerms), asked.sortKey, orderOrder),
        asked,
        byId,
        world.node.order,
      ),
    ordersCount: ({ query }: ListArguments) => exactly(search(state.orders, query, orderTerms).length),

    customer: ({ id }: Identified) => one("Customer", state.customers, world.node.customer, id),
    customerByIdentifier: ({ identifier }: { identifier: { id?: string; emailAddress?: string } }) => {
      if (identifier.id) return one("Customer", state.customers, world.node.customer, identifier.id);
      const found = identifier.emailAddress ? store.customerByEmail(identifier.emailAddress) : null;
      return found ? world.node.customer(found) : null;
    },
    customers: (asked: ListArguments) =>
      connection(
        sorted(search(state.customers, asked.query, customerTerms), asked.sortKey, customerOrder),
        asked,
        byId,
        world.node.customer,
      ),
    customersCount: ({ query }: ListArguments) => exactly(search(state.customers, query, customerTerms).length),

    customerEmailMarketingConsentUpdate: updateEmailConsent(world),
  };
}

const productTerms: SearchTerms<Product> = {
  default: (product) => [product.title, ...product.title.split(" "), product.handle],
  id: ({ id }) => id,
  handle: ({ handle }) => handle,
  title: ({ title }) => title,
  status: ({ status }) => status,
  vendor: ({ vendor }) => vendor,
  product_type: ({ type }) => type,
  tag: ({ tags }) => tags,
  published_status: (product) => (product.publishedAt === null ? "unpublished" : "published"),
  created_at: ({ createdAt }) => createdAt,
  updated_at: ({ updatedAt }) => updatedAt,
  inventory_total: ({ variants }) => variants.reduce((sum, { stock }) => sum + stock, 0),
};

const collectionTerms: SearchTerms<Collection> = {
  default: ({ title }) => title,
  id: ({ id }) => id,
  handle: ({ handle }) => handle,
  title: ({ title }) => title,
  updated_at: ({ updatedAt }) => updatedAt,
};

const orderTerms: SearchTerms<Order> = {
  default: ({ number }) => `#${number}`,
  id: ({ id }) => id,
  name: ({ number }) => [`#${number}`, String(number)],
  email: ({ email }) => email,
  customer_id: ({ customerId }) => customerId,
  checkout_token: ({ checkoutToken }) => checkoutToken,
  cart_token: ({ cartToken }) => cartToken,
  created_at: ({ createdAt }) => createdAt,
  processed_at: ({ createdAt }) => createdAt,
  updated_at: ({ updatedAt }) => updatedAt,
  source_name: ({ sourceName }) => sourceName,
  financial_status: () => "paid",
  status: ({ cancelledAt }) => [cancelledAt === null ? "open" : "cancelled", "any"],
};

const customerTerms: SearchTerms<Customer> = {
  default: ({ email, firstName, lastName }) => [email, firstName ?? "", lastName ?? ""],
  id: ({ id }) => id,
  email: ({ email }) => email,
  first_name: ({ firstName }) => firstName,
  last_name: ({ lastName }) => lastName,
  tag: ({ tags }) => tags,
  email_marketing_state: ({ consent }) => consent.state,
  customer_date: ({ createdAt }) => createdAt,
  updated_at: ({ updatedAt }) => updatedAt,
};

const numericId = (item: Identified) => Number(item.id);

const productOrder = {
  ID: numericId,
  RELEVANCE: numericId,
  TITLE: ({ title }: Product) => title,
  VENDOR: ({ vendor }: Product) => vendor,
  PRODUCT_TYPE: ({ type }: Product) => type,
  CREATED_AT: ({ createdAt }: Product) => createdAt,
  UPDATED_AT: ({ updatedAt }: Product) => updatedAt,
  PUBLISHED_AT: ({ publishedAt }: Product) => publishedAt ?? "",
  INVENTORY_TOTAL: ({ variants }: Product) => variants.reduce((sum, { stock }) => sum + stock, 0),
};

const collectionOrder = {
  ID: numericId,
  TITLE: ({ title }: Collection) => title,
  UPDATED_AT: ({ updatedAt }: Collection) => updatedAt,
};

const orderOrder = {
  ID: numericId,
  ORDER_NUMBER: ({ number }: Order) => number,
  CREATED_AT: ({ createdAt }: Order) => createdAt,
  PROCESSED_AT: ({ createdAt }: Order) => createdAt,
  UPDATED_AT: ({ updatedAt }: Order) => updatedAt,
};

const customerOrder = {
  ID: numericId,
  NAME: ({ lastName, firstName }: Customer) => `${lastName}, ${firstName}`,
  CREATED_AT: ({ createdAt }: Customer) => createdAt,
  UPDATED_AT: ({ updatedAt }: Customer) => updatedAt,
};
