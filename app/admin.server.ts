import { setTimeout as pause } from "node:timers/promises";
import type { TypedDocumentNode } from "@graphql-typed-document-node/core";
import { Kind } from "graphql";
import { ClientError, GraphQLClient, type Variables } from "graphql-request";
import { z } from "zod";
import { API_VERSION } from "./admin-api/version";

/** The Admin API of one shop. Documents and their types come from app/admin-api (`npm run codegen`). */
export interface AdminClient {
  readonly domain: string;
  /**
   * The answer's data. Waits and asks again while Shopify throttles; asks again after a failure of the
   * network or of Shopify only when nothing can be changed twice by it. Throws AdminApiError.
   */
  request<TResult, TVariables extends Variables>(
    document: TypedDocumentNode<TResult, TVariables>,
    variables: TVariables,
  ): Promise<TResult>;
}

/**
 * Why a request was given up. `refused`: Shopify understood and said no (a revoked token, a missing scope,
 * a wrong field); asking again is no use. `throttled` and `unreachable`: later may be better.
 */
export type AdminFailure = "refused" | "throttled" | "unreachable";

/** Names the shop and the operation; holds neither variables nor answers, which carry personal data. */
export class AdminApiError extends Error {
  override readonly name = "AdminApiError";

  constructor(
    readonly domain: string,
    readonly operation: string,
    readonly failure: AdminFailure,
    /** Shopify's own codes, such as ACCESS_DENIED or MAX_COST_EXCEEDED. */
    readonly codes: readonly string[],
    reason: string,
    cause?: Error,
  ) {
    super(`${operation} at ${domain}: ${reason}`, { cause });
  }
}

const TIMEOUT_MS = 10_000;
const RETRIES = 3;
/** The bucket refills within 20 s at most; more waits than these mean that something else drains it. */
const THROTTLE_WAITS = 10;

/** A client of one shop's Admin API. Uses global fetch, so that a dispatcher can lead it elsewhere. */
export function adminClient(domain: string, accessToken: string): AdminClient {
  const client = new GraphQLClient(`https://${domain}/admin/api/${API_VERSION}/graphql.json`, {
    headers: { "X-Shopify-Access-Token": accessToken },
    fetch: (url, init) => fetch(url, { ...init, signal: AbortSignal.timeout(TIMEOUT_MS) }),
  });

  return {
    domain,
    async request<TResult, TVariables extends Variables>(
      document: TypedDocumentNode<TResult, TVariables>,
      variables: TVariables,
    ): Promise<TResult> {
      const operation = operationOf(document);
      let waits = 0;
      let retries = 0;
      for (;;) {
        try {
          return await client.request<TResult, Variables>(document, variables);
        } catch (error) {
          const fault = faultOf(error);
          if (fault.failure === "throttled" && waits < THROTTLE_WAITS) {
            waits += 1;
            await pause(fault.waitMs);
          } else if (fault.failure === "unreachable" && operation.isQuery && retries < RETRIES) {
            retries += 1;
            await pause(backoffMs(retries));
          } else {
            const doubt =
              fault.failure === "unreachable" && !operation.isQuery
                ? "; it may have been carried out all the same"
                : "";
            const { failure, codes, reason, cause } = fault;
            throw new AdminApiError(domain, operation.name, failure, codes, reason + doubt, cause);
          }
        }
      }
    },
  };
}

function operationOf(document: TypedDocumentNode<unknown, never>): { name: string; isQuery: boolean } {
  const definition = document.definitions.find((each) => each.kind === Kind.OPERATION_DEFINITION);
  return { name: definition?.name?.value ?? "an unnamed operation", isQuery: definition?.operation === "query" };
}

/** 0.5 s, 1 s, 2 s, each up to half longer, so that many shops' retries do not come together. */
function backoffMs(retry: number): number {
  return 250 * 2 ** retry * (1 + Math.random() / 2);
}

interface Fault {
  readonly failure: AdminFailure;
  readonly codes: readonly string[];
  readonly reason: string;
  /** How long Shopify asks to wait, when throttled. */
  readonly waitMs: number;
  readonly cause?: Error;
}

function faultOf(error: unknown): Fault {
  if (!(error instanceof ClientError)) {
    const cause = error instanceof Error ? error : new Error(String(error));
    const reason = cause.name === "TimeoutError" ? `no answer within ${TIMEOUT_MS / 1000} s` : cause.message;
    return { failure: "unreachable", codes: [], reason, waitMs: 0, cause };
  }
  const { status, headers, errors = [], extensions } = error.response;
  const codes = errors.flatMap((each) => (typeof each.extensions?.code === "string" ? [each.extensions.code] : []));
  const reason = errors.length ? errors.map((each) => each.message).join("; ") : `Shopify answered ${status}`;
  if (status === 429) {
    return { failure: "throttled", codes, reason, waitMs: retryAfterMs(headers) };
  }
  if (codes.includes("THROTTLED")) {
    return { failure: "throttled", codes, reason, waitMs: refillMs(extensions) };
  }
  const isShopifysFault = status >= 500 || codes.includes("INTERNAL_SERVER_ERROR");
  return { failure: isShopifysFault ? "unreachable" : "refused", codes, reason, waitMs: 0 };
}

const costs = z.object({
  cost: z.object({
    requestedQueryCost: z.number(),
    throttleStatus: z.object({ currentlyAvailable: z.number(), restoreRate: z.number().positive() }),
  }),
});

/**
 * How long the bucket takes to hold what the query asks for.
 * https://shopify.dev/docs/api/usage/limits#the-leaky-bucket-algorithm
 */
function refillMs(extensions: unknown): number {
  const known = costs.safeParse(extensions);
  if (!known.success) return 1_000;
  const { requestedQueryCost, throttleStatus } = known.data.cost;
  const missing = Math.max(0, requestedQueryCost - throttleStatus.currentlyAvailable);
  return Math.max(100, Math.ceil((missing / throttleStatus.restoreRate) * 1_000));
}

function retryAfterMs(headers: unknown): number {
  const seconds = headers instanceof Headers ? Number(headers.get("Retry-After") ?? Number.NaN) : Number.NaN;
  return seconds > 0 && seconds <= 60 ? seconds * 1_000 : 1_000;
}
