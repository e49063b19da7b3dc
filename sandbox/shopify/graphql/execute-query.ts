import {
  type DocumentNode,
  execute,
  GraphQLError,
  type GraphQLFieldResolver,
  getOperationAST,
  type OperationDefinitionNode,
  parse,
  validate,
} from "graphql";
import { z } from "zod";
import { adminSchema } from "./admin-schema";
import { queryCost } from "./query-cost";
import { largestQueryCost, type Throttle } from "./throttle";
import type { Fields } from "./world";

const request = z.object({
  query: z.string(),
  variables: z.record(z.string(), z.unknown()).nullish(),
  operationName: z.string().nullish(),
});

/** Executes an Admin API request as Shopify does: whatever is wrong with it is an answer with `errors` under status 200. */
export async function executeQuery(root: Fields, throttle: Throttle, body: unknown): Promise<object> {
  const asked = request.safeParse(body);
  if (!asked.success)
    return { errors: [{ message: "Required parameter missing or invalid", extensions: { code: "BAD_REQUEST" } }] };
  const variables = asked.data.variables ?? {};
  const schema = adminSchema();
  const read = readDocument(asked.data.query, asked.data.operationName);
  if ("errors" in read) return read;

  const requestedQueryCost = queryCost(schema, read.document, read.operation, variables);
  const cost = (actualQueryCost: number | null) => ({
    cost: { requestedQueryCost, actualQueryCost, throttleStatus: throttle.status() },
  });
  if (requestedQueryCost > largestQueryCost) {
    const message = `Query cost is ${requestedQueryCost}, which exceeds the single query max cost limit (${largestQueryCost}).`;
    const extensions = { code: "MAX_COST_EXCEEDED", cost: requestedQueryCost, maxCost: largestQueryCost };
    return { errors: [{ message, extensions }] };
  }
  if (!throttle.take(requestedQueryCost)) {
    const documentation = "https://shopify.dev/api/usage/rate-limits";
    return {
      errors: [{ message: "Throttled", extensions: { code: "THROTTLED", documentation } }],
      extensions: cost(null),
    };
  }
  const result = await execute({
    schema,
    document: read.document,
    rootValue: root,
    variableValues: variables,
    operationName: asked.data.operationName,
    fieldResolver: resolveAloud,
  });
  for (const error of result.errors ?? []) {
    if (error.extensions.code === "SANDBOX_NO_RESOLVER") console.error(error.message);
  }
  const actual = queryCost(schema, read.document, read.operation, variables, result.data ?? null);
  throttle.giveBack(Math.max(0, requestedQueryCost - actual));
  return { ...result, extensions: cost(actual) };
}

/** A field of the state, or a function of the field's arguments. What the sandbox does not know is an error, never null. */
export const resolveAloud: GraphQLFieldResolver<unknown, unknown> = (source, parameters, _context, info) => {
  const value = isFields(source) ? source[info.fieldName] : undefined;
  if (value === undefined) {
    throw new GraphQLError(`sandbox has no resolver for ${info.parentType.name}.${info.fieldName}`, {
      extensions: { code: "SANDBOX_NO_RESOLVER" },
    });
  }
  return typeof value === "function" ? value(parameters) : value;
};

type Read =
  | { readonly document: DocumentNode; readonly operation: OperationDefinitionNode }
  | { readonly errors: object[] };

function readDocument(query: string, operationName: string | null | undefined): Read {
  let document: DocumentNode;
  try {
    document = parse(query);
  } catch (error) {
    if (error instanceof GraphQLError) return { errors: [error.toJSON()] };
    throw error;
  }
  const faults = validate(adminSchema(), document);
  if (faults.length > 0) return { errors: faults.map(asShopifyWrites) };
  const operation = getOperationAST(document, operationName);
  if (!operation)
    return {
      errors: [{ message: operationName ? `No operation named "${operationName}"` : "An operation name is required" }],
    };
  return { document, operation };
}

/** Shopify names an unknown field in its own words; clients match on them and on the code. */
function asShopifyWrites(error: GraphQLError): object {
  const unknown = /^Cannot query field "(\w+)" on type "(\w+)"/.exec(error.message);
  if (!unknown) return error.toJSON();
  const [, fieldName, typeName] = unknown;
  return {
    message: `Field '${fieldName}' doesn't exist on type '${typeName}'`,
    locations: error.locations,
    extensions: { code: "undefinedField", typeName, fieldName },
  };
}

function isFields(value: unknown): value is Fields {
  return typeof value === "object" && value !== null;
}
