import { now } from "~/clock";
import type { SandboxContext } from "../../context";
import type { Store } from "../../store/store";
import type { Flow } from "../../systems/flow";
import { type BulkOperation, type BulkOperations, bulkOperationNode } from "../bulk/bulk-operations";
import type { Faults } from "../faults";
import type { Webhooks } from "../webhooks";
import { collectionNode } from "./collection-node";
import { type ConnectionArguments, connection } from "./connection";
import { updateEmailConsent } from "./consent-mutation";
import { customerNode } from "./customer-node";
import { customersById } from "./customers-by-id";
import { discountFields } from "./discounts";
import { flowMutation } from "./flow-mutation";
import {
  bulkTerms,
  collectionOrder,
  collectionTerms,
  customerOrder,
  customerTerms,
  orderOrder,
  orderTerms,
  productOrder,
  productTerms,
} from "./list-terms";
import { orderNode } from "./order-node";
import { inventoryItemNode, productNode, variantNode } from "./product-node";
import { search, sorted } from "./search";
import { segmentFields } from "./segments";
import { appInstallationNode, shopNode } from "./shop-node";
import { tagMutations } from "./tag-mutations";
import { exactly, type Fields, gid, idOf, type World } from "./world";

type ListArguments = ConnectionArguments & { readonly query?: string | null; readonly sortKey?: string };
type Identified = { readonly id: string };

/** The resolvers of QueryRoot and Mutation over one shop. */
export function adminRoot(
  store: Store,
  context: SandboxContext,
  webhooks: Webhooks,
  bulk: BulkOperations,
  scopes: string,
  faults: Faults,
  flow: Flow,
): Fields {
  const world: World = {
    store,
    context,
    webhooks,
    scopes,
    faults,
    bulk,
    flow,
    customerOf: customersById(store),
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
  const inventoryItems = () => variants().map((sold) => ({ ...sold, id: sold.inventoryItemId }));
  const node = ({ id }: Identified): Fields | null => {
    if (id === gid("Shop", state.shop.id)) return shopNode(world);
    return (
      one("Product", state.products, world.node.product, id) ??
      one("ProductVariant", variants(), ({ product, variant }) => world.node.variant(product, variant), id) ??
      one(
        "InventoryItem",
        inventoryItems(),
        ({ product, variant }) => inventoryItemNode(world, product, variant),
        id,
      ) ??
      one("Collection", state.collections, world.node.collection, id) ??
      one("Customer", state.customers, world.node.customer, id) ??
      one("Order", state.orders, world.node.order, id) ??
      one("BulkOperation", bulk.all(), bulkOperation, id)
    );
  };
  const bulkOperation = (operation: BulkOperation) => bulkOperationNode(context, operation);
  // Further back an app sees only with read_all_orders: https://shopify.dev/docs/api/usage/access-scopes
  const visibleOrders = () => {
    if (scopes.split(",").includes("read_all_orders")) return state.orders;
    const since = new Date(now().getTime() - 60 * 86_400_000).toISOString();
    return state.orders.filter(({ createdAt }) => createdAt >= since);
  };
  const byId = ({ id }: Identified) => id;

  const queryRoot: Fields = {
    shop: () => shopNode(world),
    currentAppInstallation: () => appInstallationNode(world),
    node,
    nodes: ({ ids }: { ids: string[] }) => {
      faults.strike("nodes");
      return ids.map((id) => node({ id }));
    },

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
        sorted(search(visibleOrders(), asked.query, orderTerms), asked.sortKey, orderOrder),
        asked,
        byId,
        world.node.order,
      ),
    ordersCount: ({ query }: ListArguments) => exactly(search(visibleOrders(), query, orderTerms).length),

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

    ...segmentFields(world),

    customerEmailMarketingConsentUpdate: updateEmailConsent(world),
    ...tagMutations(world),
    ...discountFields(world),
    flowTriggerReceive: flowMutation(world),

    bulkOperationRunQuery: (asked: { query: string; groupObjects: boolean }) => bulk.run(asked, queryRoot, scopes),
    bulkOperation: ({ id }: Identified) => one("BulkOperation", bulk.all(), bulkOperation, id),
    bulkOperations: (asked: ListArguments) =>
      connection(search(bulk.all(), asked.query, bulkTerms), asked, byId, bulkOperation),
  };
  return queryRoot;
}
