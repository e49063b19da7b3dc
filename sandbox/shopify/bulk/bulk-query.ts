import {
  type DocumentNode,
  type FieldNode,
  GraphQLError,
  type GraphQLNamedType,
  getNamedType,
  isInterfaceType,
  isListType,
  isNonNullType,
  isObjectType,
  Kind,
  type OperationDefinitionNode,
  parse,
  type SelectionSetNode,
  validate,
} from "graphql";
import { adminSchema } from "../graphql/admin-schema";

/** A query that Shopify would run in bulk: one connection at the top, and what hangs on it. */
export interface BulkQuery {
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
  readonly root: FieldNode;
}

const MOST_CONNECTIONS = 5;
const DEEPEST_NESTING = 2;

/**
 * Reads a query for bulkOperationRunQuery, or says why Shopify refuses it.
 * https://shopify.dev/docs/api/usage/bulk-operations/queries#operation-restrictions
 */
export function readBulkQuery(text: string): BulkQuery | { readonly fault: string } {
  let document: DocumentNode;
  try {
    document = parse(text);
  } catch (error) {
    if (error instanceof GraphQLError) return { fault: `Invalid bulk query: ${error.message}` };
    throw error;
  }
  const [invalid] = validate(adminSchema(), document);
  if (invalid) return { fault: `Invalid bulk query: ${invalid.message}` };
  const [operation, ...others] = document.definitions.flatMap((each) =>
    each.kind === Kind.OPERATION_DEFINITION ? [each] : [],
  );
  if (!operation || others.length > 0) return { fault: "Bulk queries must contain exactly one operation." };
  if (operation.operation !== "query") return { fault: "Bulk queries must be queries." };
  if (operation.variableDefinitions?.length) return { fault: "Bulk queries cannot contain variables." };
  if (document.definitions.length > 1) return { fault: "The sandbox runs bulk queries without fragments only." };
  const [root, ...more] = operation.selectionSet.selections;
  if (root?.kind !== Kind.FIELD || more.length > 0)
    return { fault: "Bulk queries must contain a single top-level field." };
  if (root.name.value === "node" || root.name.value === "nodes") {
    return { fault: `Bulk queries cannot contain the top-level field '${root.name.value}'.` };
  }
  const fault = faultOf(operation.selectionSet, adminSchema().getQueryType());
  return fault === null ? { document, operation, root } : { fault };
}

function faultOf(selection: SelectionSetNode, type: GraphQLNamedType | null | undefined): string | null {
  const faults: string[] = [];
  let connections = 0;
  let deepest = 0;
  const walk = (set: SelectionSetNode, parent: GraphQLNamedType | null | undefined, depth: number, inList: boolean) => {
    for (const part of set.selections) {
      if (part.kind === Kind.FRAGMENT_SPREAD) continue;
      if (part.kind === Kind.INLINE_FRAGMENT) {
        const narrowed = part.typeCondition ? adminSchema().getType(part.typeCondition.name.value) : parent;
        walk(part.selectionSet, narrowed, depth, inList);
        continue;
      }
      const known = isObjectType(parent) || isInterfaceType(parent) ? parent.getFields()[part.name.value] : undefined;
      if (!known || !part.selectionSet) continue;
      const named = getNamedType(known.type);
      if (!named.name.endsWith("Connection")) {
        const isList = isListType(isNonNullType(known.type) ? known.type.ofType : known.type);
        // The edges of a connection are a list that does not count.
        walk(part.selectionSet, named, depth, inList || (isList && part.name.value !== "edges"));
        continue;
      }
      connections += 1;
      deepest = Math.max(deepest, depth);
      if (inList)
        faults.push("Queries that contain a connection field within a list field are not currently supported.");
      const nested = depth > 0 ? set.selections : [];
      if (
        nested.length > 0 &&
        !nested.some((one) => one.kind === Kind.FIELD && one.name.value === "id" && !one.alias)
      ) {
        faults.push(
          `The parent 'node' field for a nested connection must select the 'id' field without an alias and must be of 'ID' return type. Connection fields without 'id': ${part.name.value}.`,
        );
      }
      if (!part.selectionSet.selections.some((one) => one.kind === Kind.FIELD && one.name.value === "edges")) {
        faults.push(`Connection fields must select 'edges' and 'node': ${part.name.value}.`);
      }
      walk(part.selectionSet, named, depth + 1, false);
    }
  };
  walk(selection, type, 0, false);
  if (connections === 0) return "Bulk queries must contain at least one connection.";
  if (connections > MOST_CONNECTIONS) return `Bulk queries cannot contain more than ${MOST_CONNECTIONS} connections.`;
  if (deepest > DEEPEST_NESTING) {
    return `Bulk queries cannot contain connections with a nesting depth greater than ${DEEPEST_NESTING}.`;
  }
  return faults[0] ?? null;
}
