import { executeSync, GraphQLError, type GraphQLFieldResolver, getArgumentValues, getNamedType } from "graphql";
import { adminSchema } from "../graphql/admin-schema";
import { everything } from "../graphql/connection";
import { resolveAloud } from "../graphql/execute-query";
import type { Fields } from "../graphql/world";
import type { BulkQuery } from "./bulk-query";

/** A part of a bulk operation's file. */
export interface BulkPart {
  readonly text: string;
  /** Lines in it, and those of them that belong to no other. */
  readonly objects: number;
  readonly roots: number;
}

type Line = { readonly id?: string; readonly __parentId?: string };

const ROOTS_A_PART = 250;

/**
 * Walks the whole shop for a query, part by part, as the lines that Shopify writes: each node by itself, what
 * hangs on it after it, with `__parentId`. Grouped, a thing is followed by all its own; else that is not so.
 * Throws GraphQLError where a field cannot be answered.
 */
export function* bulkLines(queryRoot: Fields, query: BulkQuery, isGrouped: boolean): Generator<BulkPart> {
  const name = query.root.name.value;
  const definition = adminSchema().getQueryType()?.getFields()[name];
  const resolve = queryRoot[name];
  if (!definition || typeof resolve !== "function")
    throw new GraphQLError(`sandbox has no resolver for QueryRoot.${name}`);
  const whole = resolve({ ...getArgumentValues(definition, query.root, {}), first: everything });
  for (let start = 0; start < whole.edges.length; start += ROOTS_A_PART) {
    const edges = whole.edges.slice(start, start + ROOTS_A_PART);
    const answer = executeSync({
      schema: adminSchema(),
      document: query.document,
      rootValue: { [name]: () => ({ edges }) },
      fieldResolver: inBulk,
    });
    if (answer.errors?.[0]) throw answer.errors[0];
    const connection = answer.data?.[query.root.alias?.value ?? name];
    const families = nodesOf(connection).map((node) => linesOf(node, null));
    const lines = isGrouped
      ? families.flat()
      : [...families.flatMap((family) => family.slice(0, 1)), ...families.flatMap((family) => family.slice(1))];
    yield {
      text: lines.map((line) => `${JSON.stringify(line)}\n`).join(""),
      objects: lines.length,
      roots: families.length,
    };
  }
}

/** As in any query, but a connection is walked to its end: `first` has no meaning in bulk. */
const inBulk: GraphQLFieldResolver<unknown, unknown> = (source, parameters, context, info) => {
  const isConnection = getNamedType(info.returnType).name.endsWith("Connection");
  return resolveAloud(source, isConnection ? { ...parameters, first: everything } : parameters, context, info);
};

function linesOf(node: Record<string, unknown>, parentId: string | null): Line[] {
  const own: Record<string, unknown> = {};
  const nested: Record<string, unknown>[] = [];
  for (const [field, value] of Object.entries(node)) {
    if (isConnection(value)) nested.push(...nodesOf(value));
    else own[field] = value;
  }
  const line = parentId === null ? own : { ...own, __parentId: parentId };
  return [line, ...nested.flatMap((child) => linesOf(child, String(node.id)))];
}

function isConnection(value: unknown): value is { edges: { node: Record<string, unknown> }[] } {
  return typeof value === "object" && value !== null && "edges" in value && Array.isArray(value.edges);
}

function nodesOf(connection: unknown): Record<string, unknown>[] {
  return isConnection(connection) ? connection.edges.map(({ node }) => node) : [];
}
