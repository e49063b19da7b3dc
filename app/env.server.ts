import { z } from "zod";

/**
 * The environment, read once at boot. Each variable says what it is for, and all that are missing
 * or wrong are named at once.
 */
const schema = z.object({
  NODE_ENV: z.enum(["production", "development", "test"]).default("production"),
  DATABASE_URL: z.url({
    protocol: /^postgres(ql)?$/,
    error: "the PostgreSQL to use: postgresql://user:password@host:port/database",
  }),
  SHOPIFY_API_KEY: z.string({ error: "the app's client id, from the Shopify dev dashboard" }).min(1),
  SHOPIFY_API_SECRET: z.string({ error: "the app's client secret: it signs webhooks and session tokens" }).min(1),
  SHOPIFY_APP_URL: z.url({ error: "where the world reaches this app, for instance https://waypost.example.com" }),
  SCOPES: z
    .string()
    .default(
      "read_products,read_inventory,read_orders,read_fulfillments,read_customers,write_customers,write_discounts",
    ),
  WAYPOST_SECRET: z
    .string({ error: "at least 32 characters: it encrypts SendGrid keys and signs public links" })
    .min(32, "at least 32 characters: it encrypts SendGrid keys and signs public links"),
  SENDGRID_BASE_URL: z.url().default("https://api.sendgrid.com"),
  PORT: z.coerce.number().int().default(3000),
  HOST: z.string().default("0.0.0.0"),
  /** `web` answers requests, `worker` claims and sends; the default is both in one process. */
  WAYPOST_ROLES: z.string().default("web,worker"),
  /** A file that holds the business clock's offset in ms. Never in production. */
  WAYPOST_CLOCK_FILE: z.string().optional(),
  /** Where the sandbox serves App Bridge. Unset: Shopify's CDN. */
  APP_BRIDGE_URL: z.url().optional(),
  LOG_LEVEL: z.enum(["fatal", "error", "warn", "info", "debug", "trace", "silent"]).default("info"),
});

export type Env = z.infer<typeof schema>;

/** Parses an environment. Throws one error that lists every variable that is missing or wrong. */
export function parseEnv(source: Record<string, string | undefined>): Env {
  const parsed = schema.safeParse(source);
  if (!parsed.success) {
    const lines = parsed.error.issues.map((issue) => `  ${issue.path.join(".")}: ${issue.message}`);
    throw new Error(`The environment is not complete. Set in .env or in the host's settings:\n${lines.join("\n")}`);
  }
  if (parsed.data.NODE_ENV === "production" && parsed.data.WAYPOST_CLOCK_FILE) {
    throw new Error("WAYPOST_CLOCK_FILE moves the business clock and is refused when NODE_ENV is production.");
  }
  return parsed.data;
}

export const env: Env = parseEnv(process.env);
