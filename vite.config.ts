import { vitePlugin as remix } from "@remix-run/dev";
import { defineConfig, type Plugin } from "vite";
import tsconfigPaths from "vite-tsconfig-paths";

declare module "@remix-run/node" {
  interface Future {
    v3_singleFetch: true;
  }
}

/** Builds server.ts, which holds the front door, the worker and Remix, as the server's one entry. */
function serverEntry(): Plugin {
  return {
    name: "waypost:server-entry",
    enforce: "post",
    config: (_config, { isSsrBuild }) => (isSsrBuild ? { build: { rollupOptions: { input: "server.ts" } } } : {}),
  };
}

export default defineConfig({
  plugins: [
    remix({
      ignoredRouteFiles: ["**/.*"],
      serverBuildFile: "index.js",
      future: {
        v3_fetcherPersist: true,
        v3_relativeSplatPath: true,
        v3_throwAbortReason: true,
        v3_lazyRouteDiscovery: true,
        v3_singleFetch: true,
      },
    }),
    tsconfigPaths(),
    serverEntry(),
  ],
  build: { target: "es2022", assetsInlineLimit: 0 },
  ssr: { noExternal: [/^@shopify\/polaris/] },
});
