import { z } from "zod";
import { startSandbox } from "./start";
import { largeStore } from "./store/seed";

/** The sandbox as a process of its own, for `npm run demo`. Stops on SIGINT and SIGTERM, its shop saved. */
const environment = z
  .object({
    SANDBOX_PORT: z.coerce.number().int().default(4100),
    SANDBOX_PROXY_PORT: z.coerce.number().int().default(4101),
    SANDBOX_APP_URL: z.url().default("http://127.0.0.1:3100"),
    SHOPIFY_API_KEY: z.string().default("sandbox-key"),
    SHOPIFY_API_SECRET: z.string().default("sandbox-secret"),
    SCOPES: z.string().optional(),
    SANDBOX_DATA: z.string().optional(),
  })
  .parse(process.env);

const sandbox = await startSandbox({
  port: environment.SANDBOX_PORT,
  proxyPort: environment.SANDBOX_PROXY_PORT,
  appUrl: environment.SANDBOX_APP_URL,
  apiKey: environment.SHOPIFY_API_KEY,
  apiSecret: environment.SHOPIFY_API_SECRET,
  scopes: environment.SCOPES,
  dataFolder: environment.SANDBOX_DATA ?? null,
  size: largeStore,
  // Some seconds an operation, so that a visitor sees how the store is read.
  bulkPauseMs: 100,
});
console.info(`The sandbox listens: ${sandbox.url}`);

const stop = () => {
  sandbox.close().then(
    () => process.exit(0),
    (error) => {
      console.error("The sandbox did not stop cleanly:", error);
      process.exit(1);
    },
  );
};
process.once("SIGINT", stop);
process.once("SIGTERM", stop);
