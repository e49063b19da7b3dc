import { readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import { buildClientSchema, type GraphQLSchema, type IntrospectionQuery } from "graphql";
import { apiVersion } from "../webhooks";

let loaded: GraphQLSchema | null = null;

/** The Admin API's published schema, from @shopify/dev-mcp. Built once a process: about 150 ms and 60 MB. */
export function adminSchema(): GraphQLSchema {
  if (!loaded) {
    const file = new URL(
      `../../../node_modules/@shopify/dev-mcp/dist/data/admin_${apiVersion}.json.gz`,
      import.meta.url,
    );
    const introspection = JSON.parse(gunzipSync(readFileSync(file)).toString()) as { data: IntrospectionQuery };
    loaded = buildClientSchema(introspection.data, { assumeValid: true });
  }
  return loaded;
}
