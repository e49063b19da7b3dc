import type { TypedDocumentNode } from "@graphql-typed-document-node/core";
import type { PoolClient } from "pg";
import { bareId } from "~/admin-api/bare-id";
import { CustomersInBulkDocument, OrdersInBulkDocument, ProductsInBulkDocument } from "~/admin-api/generated/graphql";
import { type JsonlFamily, readJsonl } from "~/admin-api/read-jsonl";
import type { ImportKind } from "~/ask-for-import";
import { type CustomerLine, importCustomers } from "~/contacts/import-customers";
import { importOrders, type OrderLine, type OrderPart } from "~/contacts/import-orders";
import { pool } from "~/db.server";
import { liftUnsubscribed } from "~/delivery/lift-unsubscribed";
import { takeUpDeliveries } from "~/events/inbox";
import { rebuildNeighbours } from "~/recommendations/build-neighbours";
import { changeCatalogue } from "~/recommendations/change-catalogue";
import { type ProductLine, type ProductPart, productRow } from "~/recommendations/product-row";
import { storeProducts, unpublishUnseen } from "~/recommendations/store-products";
import type { ImportJob } from "./import-store";

/** Where a family ends in its file, for whoever goes on from there. */
type Place = Pick<JsonlFamily<unknown, unknown>, "endByte" | "lines">;

/** What the import of one kind asks for, and what it does with it. */
export interface ImportSteps<TFamily extends Place = Place> {
  readonly document: TypedDocumentNode<unknown, Record<string, never>>;
  read(url: string, fromByte: number): AsyncIterable<TFamily>;
  /** Keeps a batch. The shop is locked; `at` is business time. */
  keep(sql: PoolClient, job: ImportJob, families: readonly TFamily[], at: Date): Promise<void>;
  /** What follows once all is read. Can be repeated. */
  finish(job: ImportJob): Promise<void>;
}

const products: ImportSteps<JsonlFamily<ProductLine, ProductPart>> = {
  document: ProductsInBulkDocument,
  read: readJsonl<ProductLine, ProductPart>,
  async keep(sql, { shopId, currency, askedAt }, families, at) {
    const rows = families.map((family) => productRow(family, currency));
    const productIds = rows.map(({ productId }) => productId);
    await changeCatalogue(sql, shopId, productIds, at, () => storeProducts(sql, shopId, rows, askedAt));
  },
  async finish({ shopId, askedAt }) {
    await unpublishUnseen(pool, shopId, askedAt);
    await rebuildNeighbours(pool, shopId);
    await pool.query("UPDATE shops SET catalogue_at = $2 WHERE shop_id = $1", [shopId, askedAt]);
  },
};

const customers: ImportSteps<JsonlFamily<CustomerLine, never>> = {
  document: CustomersInBulkDocument,
  read: readJsonl<CustomerLine, never>,
  async keep(sql, { shopId }, families, at) {
    const customers = families.map(({ root }) => root);
    await liftUnsubscribed(sql, shopId, await importCustomers(sql, shopId, customers, at));
  },
  finish: async () => undefined,
};

const orders: ImportSteps<JsonlFamily<OrderLine, OrderPart>> = {
  document: OrdersInBulkDocument,
  read: readJsonl<OrderLine, OrderPart>,
  async keep(sql, { shopId }, families, at) {
    await importOrders(sql, shopId, families, at);
    await takeUpDeliveries(
      sql,
      shopId,
      families.map(({ root }) => bareId(root.id)),
    );
  },
  async finish({ shopId }) {
    // What is bought together is known only now, and who is loyal or lapsed: nobody changed, we only know better.
    await rebuildNeighbours(pool, shopId);
    await pool.query("UPDATE shops SET stage_thresholds_at = NULL, stage_cursor = NULL WHERE shop_id = $1", [shopId]);
  },
};

/** Calls `use` with the steps of a kind. (A function, because each kind has its own type of lines.) */
export function withSteps<T>(kind: ImportKind, use: <TFamily extends Place>(steps: ImportSteps<TFamily>) => T): T {
  switch (kind) {
    case "products":
      return use(products);
    case "customers":
      return use(customers);
    case "orders":
      return use(orders);
  }
}
