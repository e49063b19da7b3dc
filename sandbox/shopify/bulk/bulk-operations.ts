import { setTimeout as sleep } from "node:timers/promises";
import { GraphQLError } from "graphql";
import { now } from "~/clock";
import type { SandboxContext } from "../../context";
import { type Fields, gid } from "../graphql/world";
import type { Webhooks } from "../webhooks";
import { bulkLines } from "./bulk-lines";
import { type BulkQuery, readBulkQuery } from "./bulk-query";

export interface BulkOperation {
  readonly id: string;
  readonly query: string;
  readonly createdAt: string;
  completedAt: string | null;
  status: "CREATED" | "RUNNING" | "COMPLETED" | "FAILED" | "EXPIRED";
  errorCode: "ACCESS_DENIED" | "INTERNAL_SERVER_ERROR" | null;
  objects: number;
  roots: number;
  /** The file's name, hard to guess as Shopify's signed addresses are; null until it is there. */
  file: string | null;
}

/** How bulk operations run. */
export interface BulkConduct {
  /** Between two parts of 250 things; 0 runs an operation to its end before it is answered for. */
  readonly pauseMs: number;
  /** Operations that are to fail with this code, the next first. */
  readonly failures: readonly ("INTERNAL_SERVER_ERROR" | "ACCESS_DENIED")[];
}

export interface BulkOperations {
  /** bulkOperationRunQuery over a shop's query root, as far as the app's scopes let it see: the payload. */
  run(asked: { readonly query: string; readonly groupObjects: boolean }, queryRoot: Fields, scopes: string): Fields;
  find(id: string): BulkOperation | null;
  /** Newest first. */
  all(): readonly BulkOperation[];
  file(name: string): Buffer | null;
  /** Lets the files of all operations go, as after seven days. */
  expire(): void;
  conduct(change: Partial<BulkConduct>): void;
  close(): void;
}

/** Since 2026-01: https://shopify.dev/docs/api/usage/bulk-operations/queries#limitations */
const MOST_AT_ONCE = 5;
/** Shopify keeps files for seven days; ours keeps the latest. */
const KEPT = 20;

const scopeOf: Readonly<Record<string, string>> = {
  products: "read_products",
  collections: "read_products",
  customers: "read_customers",
  orders: "read_orders",
};

/** Shopify's bulk operations of one app in one shop. */
export function createBulkOperations(
  context: Pick<SandboxContext, "url">,
  webhooks: Pick<Webhooks, "send">,
  pauseMs: number,
): BulkOperations {
  const operations: BulkOperation[] = [];
  const files = new Map<string, Buffer>();
  const closing = new AbortController();
  let conduct: BulkConduct = { pauseMs, failures: [] };
  let made = 0;

  async function write(
    operation: BulkOperation,
    query: BulkQuery,
    queryRoot: Fields,
    isGrouped: boolean,
  ): Promise<void> {
    const pieces: Buffer[] = [];
    operation.status = "RUNNING";
    try {
      for (const part of bulkLines(queryRoot, query, isGrouped)) {
        pieces.push(Buffer.from(part.text));
        operation.objects += part.objects;
        operation.roots += part.roots;
        if (conduct.pauseMs > 0) await sleep(conduct.pauseMs, undefined, { signal: closing.signal });
      }
    } catch (error) {
      if (!(error instanceof GraphQLError)) throw error;
      console.error(error.message);
      end(operation, "INTERNAL_SERVER_ERROR");
      return;
    }
    if (pieces.length > 0) {
      operation.file = `bulk-${operation.id}-${crypto.randomUUID()}.jsonl`;
      files.set(operation.file, Buffer.concat(pieces));
    }
    end(operation, null);
  }

  function end(operation: BulkOperation, errorCode: BulkOperation["errorCode"]): void {
    operation.status = errorCode === null ? "COMPLETED" : "FAILED";
    operation.errorCode = errorCode;
    operation.completedAt = errorCode === null ? now().toISOString() : null;
    webhooks.send("bulk_operations/finish", {
      admin_graphql_api_id: gid("BulkOperation", operation.id),
      completed_at: operation.completedAt,
      created_at: operation.createdAt,
      error_code: errorCode?.toLowerCase() ?? null,
      status: operation.status.toLowerCase(),
      type: "query",
    });
  }

  return {
    run({ query: text, groupObjects }, queryRoot, scopes) {
      const query = readBulkQuery(text);
      if ("fault" in query) return refusal("INVALID", query.fault);
      const underWay = operations.filter(({ status }) => status === "CREATED" || status === "RUNNING");
      if (underWay.length >= MOST_AT_ONCE) {
        return refusal("LIMIT_REACHED", "Bulk operations limit reached. Please try again later.");
      }
      made += 1;
      const operation: BulkOperation = {
        id: String(720_918 * 1_000_000 + made),
        query: text,
        createdAt: now().toISOString(),
        completedAt: null,
        status: "CREATED",
        errorCode: null,
        objects: 0,
        roots: 0,
        file: null,
      };
      operations.unshift(operation);
      for (const old of operations.splice(KEPT)) files.delete(old.file ?? "");
      const created = bulkOperationNode(context, operation);
      const scope = scopeOf[query.root.name.value];
      const [failure, ...failures] = conduct.failures;
      if (failure) {
        conduct = { ...conduct, failures };
        end(operation, failure);
      } else if (scope && !scopes.split(",").includes(scope)) end(operation, "ACCESS_DENIED");
      else {
        write(operation, query, queryRoot, groupObjects).catch((error) => {
          if (!closing.signal.aborted) throw error;
        });
      }
      return { bulkOperation: created, userErrors: [] };
    },
    find: (id) => operations.find((operation) => operation.id === id) ?? null,
    all: () => operations,
    file: (name) => files.get(name) ?? null,
    expire() {
      files.clear();
      for (const operation of operations) if (operation.status === "COMPLETED") operation.status = "EXPIRED";
    },
    conduct(change) {
      conduct = { ...conduct, ...change };
    },
    close: () => closing.abort(),
  };
}

/** BulkOperation, as it is at this moment. */
export function bulkOperationNode({ url }: Pick<SandboxContext, "url">, operation: BulkOperation): Fields {
  return {
    __typename: "BulkOperation",
    id: gid("BulkOperation", operation.id),
    status: operation.status,
    errorCode: operation.errorCode,
    createdAt: operation.createdAt,
    completedAt: operation.completedAt,
    objectCount: String(operation.objects),
    rootObjectCount: String(operation.roots),
    fileSize: null,
    url: operation.status === "COMPLETED" && operation.file ? `${url}/bulk/${operation.file}` : null,
    partialDataUrl: null,
    query: operation.query,
    type: "QUERY",
  };
}

function refusal(code: string, message: string): Fields {
  return { bulkOperation: null, userErrors: [{ field: ["query"], message, code }] };
}
