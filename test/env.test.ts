import { describe, expect, it } from "vitest";
import { parseEnv } from "~/env.server";

const whole = {
  DATABASE_URL: "postgresql://localhost/waypost",
  SHOPIFY_API_KEY: "key",
  SHOPIFY_API_SECRET: "secret",
  SHOPIFY_APP_URL: "https://waypost.example.com",
  WAYPOST_SECRET: "0123456789abcdef0123456789abcdef",
};

describe("the environment", () => {
  it("names everything that is missing at once, and what it is for", () => {
    expect(() => parseEnv({})).toThrow(
      /DATABASE_URL: the PostgreSQL.*SHOPIFY_API_KEY: the app's client id.*SHOPIFY_API_SECRET.*SHOPIFY_APP_URL.*WAYPOST_SECRET: at least 32/s,
    );
  });

  it("is production unless told otherwise, with both roles", () => {
    expect(parseEnv(whole)).toMatchObject({ NODE_ENV: "production", WAYPOST_ROLES: "web,worker", PORT: 3000 });
  });

  it("refuses a clock that can be moved in production, and only there", () => {
    expect(() => parseEnv({ ...whole, WAYPOST_CLOCK_FILE: "clock" })).toThrow(/refused when NODE_ENV is production/);
    expect(parseEnv({ ...whole, NODE_ENV: "development", WAYPOST_CLOCK_FILE: "clock" }).WAYPOST_CLOCK_FILE).toBe(
      "clock",
    );
  });
});
