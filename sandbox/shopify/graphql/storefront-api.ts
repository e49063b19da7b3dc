import { readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import {
  buildClientSchema,
  type ExecutionResult,
  execute,
  GraphQLError,
  type GraphQLSchema,
  type IntrospectionQuery,
  parse,
  validate,
} from "graphql";
import { z } from "zod";
import type { Store } from "../../store/store";
import { apiVersion } from "../webhooks";
import { resolveAloud } from "./execute-query";
import type { Fields } from "./world";

let loaded: GraphQLSchema | null = null;

/** The Storefront API's published schema, from @shopify/dev-mcp. Built once a process. */
function storefrontSchema(): GraphQLSchema {
  if (!loaded) {
    const file = new URL(
      `../../../node_modules/@shopify/dev-mcp/dist/data/storefront-graphql_${apiVersion}.json.gz`,
      import.meta.url,
    );
    const introspection = JSON.parse(gunzipSync(readFileSync(file)).toString()) as { data: IntrospectionQuery };
    loaded = buildClientSchema(introspection.data, { assumeValid: true });
  }
  return loaded;
}

const request = z.object({ query: z.string() });

/** What the Storefront API answers without a token: the shop's own brand and language. */
export async function answerStorefront(store: Store, body: unknown): Promise<ExecutionResult> {
  const { query } = request.parse(body);
  try {
    const document = parse(query);
    const faults = validate(storefrontSchema(), document);
    if (faults.length > 0) return { errors: faults };
    return await execute({
      schema: storefrontSchema(),
      document,
      rootValue: storefrontRoot(store),
      fieldResolver: resolveAloud,
    });
  } catch (error) {
    if (error instanceof GraphQLError) return { errors: [error] };
    throw error;
  }
}

function storefrontRoot({ state: { shop } }: Store): Fields {
  return {
    shop: {
      name: shop.name,
      brand: {
        logo: null,
        squareLogo: null,
        coverImage: null,
        slogan: "Light and linen for slow evenings",
        shortDescription: "Things for the home, made to last.",
        colors: { primary: [{ background: "#3D4A48", foreground: "#FFFFFF" }], secondary: [] },
      },
    },
    localization: { language: { isoCode: "EN", name: "English", endonymName: "English" } },
  };
}
