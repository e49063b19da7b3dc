import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import type { CodegenConfig } from "@graphql-codegen/cli";
import { preset } from "@graphql-codegen/client-preset";
import { API_VERSION } from "./app/admin-api/version";

/** Shopify's published introspection, as @shopify/dev-mcp ships it, where codegen can read it. */
function adminSchema(): string {
  const published = `node_modules/@shopify/dev-mcp/dist/data/admin_${API_VERSION}.json.gz`;
  const { data } = JSON.parse(gunzipSync(readFileSync(published)).toString("utf8"));
  const readable = `.cache/admin_${API_VERSION}.json`;
  mkdirSync(".cache", { recursive: true });
  writeFileSync(readable, JSON.stringify(data));
  return readable;
}

/** `npm run codegen`: the types and documents of the queries in app/admin-api, and of nothing else in that schema. */
export default {
  schema: adminSchema(),
  documents: "app/admin-api/**/*.graphql",
  generates: {
    "app/admin-api/generated/": {
      // Of the preset's files one is kept: the tag for queries inside TypeScript has no use where each query
      // has a file of its own, and the descriptions of 400 currencies and countries are not ours to carry.
      preset: {
        ...preset,
        buildGeneratesSection: async (options) =>
          (await preset.buildGeneratesSection(options))
            .filter(({ filename }) => filename.endsWith("/graphql.ts"))
            .map((file) => ({ ...file, config: { ...file.config, disableDescriptions: true } })),
      },
      presetConfig: { fragmentMasking: false, skipIndexFile: true },
      config: {
        useTypeImports: true,
        immutableTypes: true,
        skipTypename: true,
        enumType: "string-literal",
        scalars: {
          ID: "string",
          DateTime: "string",
          Decimal: "string",
          Money: "string",
          URL: "string",
          UnsignedInt64: "string",
        },
        defaultScalarType: "unknown",
      },
    },
  },
} satisfies CodegenConfig;
