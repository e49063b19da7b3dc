import type { TypedDocumentNode } from "@graphql-typed-document-node/core";
import { print } from "graphql";
import { AdminApiError, type AdminClient } from "~/admin.server";
import { BulkOperationStateDocument, RunBulkQueryDocument } from "./generated/graphql";

/** Where a bulk operation stands. Objects are lines of its file, roots those that belong to no other. */
export type BulkOperationState =
  | { readonly is: "running"; readonly objects: number }
  /** `url` is null when nothing was found. It is good for seven days. */
  | { readonly is: "done"; readonly url: string | null; readonly objects: number; readonly roots: number }
  /** It will not come to anything any more: ask anew. */
  | { readonly is: "over"; readonly reason: string };

/**
 * Asks Shopify to write a whole connection into a file, and returns the operation's id; null when it has
 * as many operations of this app in hand as it takes at once. Costs 10 points, whatever the size.
 * https://shopify.dev/docs/api/usage/bulk-operations/queries
 * Throws AdminApiError.
 */
export async function askInBulk(
  admin: AdminClient,
  document: TypedDocumentNode<unknown, Record<string, never>>,
): Promise<string | null> {
  const { bulkOperationRunQuery } = await admin.request(RunBulkQueryDocument, { query: print(document) });
  const { bulkOperation, userErrors = [] } = bulkOperationRunQuery ?? {};
  if (bulkOperation) return bulkOperation.id;
  const codes = userErrors.flatMap(({ code }) => code ?? []);
  if (codes.some((code) => code === "LIMIT_REACHED" || code === "OPERATION_IN_PROGRESS")) return null;
  const reason = userErrors.map(({ message }) => message).join("; ") || "Shopify answered with nothing";
  throw new AdminApiError(admin.domain, "RunBulkQuery", "refused", codes, reason);
}

/** Where an operation stands now. Costs 1 point. Throws AdminApiError. */
export async function bulkOperationState(admin: AdminClient, operationId: string): Promise<BulkOperationState> {
  const { bulkOperation } = await admin.request(BulkOperationStateDocument, { id: operationId });
  if (!bulkOperation) return { is: "over", reason: "Shopify no longer knows the operation" };
  const { status, errorCode, url } = bulkOperation;
  const objects = Number(bulkOperation.objectCount);
  switch (status) {
    case "CREATED":
    case "RUNNING":
      return { is: "running", objects };
    case "COMPLETED":
      return { is: "done", url, objects, roots: Number(bulkOperation.rootObjectCount) };
    case "FAILED":
      return { is: "over", reason: failures[errorCode ?? "INTERNAL_SERVER_ERROR"] };
    case "CANCELING":
    case "CANCELED":
      return { is: "over", reason: "it was cancelled" };
    case "EXPIRED":
      return { is: "over", reason: "its file was kept for seven days and is gone" };
  }
}

const failures = {
  ACCESS_DENIED: "Shopify does not let Waypost read this: open the app and grant what it asks for",
  INTERNAL_SERVER_ERROR: "something went wrong inside Shopify",
  TIMEOUT: "it took Shopify too long",
} as const;
