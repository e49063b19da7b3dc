import { readdirSync, readFileSync } from "node:fs";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { mintIdToken } from "../../../sandbox/admin/id-token";
import { type Sandbox, startSandbox } from "../../../sandbox/start";
import { serveApp } from "../app-double";
import { contextOf } from "../context-of";

const exchange = "urn:ietf:params:oauth:grant-type:token-exchange";
const idTokenType = "urn:ietf:params:oauth:token-type:id_token";
const offlineType = "urn:shopify:params:oauth:token-type:offline-access-token";

interface ProductsPage {
  readonly nodes: readonly { handle: string }[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string };
}

let sandbox: Sandbox;
let app: Awaited<ReturnType<typeof serveApp>>;
let accessToken: string;

beforeAll(async () => {
  app = await serveApp();
  sandbox = await startSandbox({
    appUrl: app.url,
    apiKey: "sandbox-key",
    apiSecret: "sandbox-secret",
    dataFolder: null,
  });
  accessToken = (await requestToken()).body.access_token;
});
afterAll(async () => {
  await sandbox.close();
  await app.close();
});

/** Asks Shopify's host, which this machine has none of: the sandbox by its address, the shop by its name. */
async function shopify(path: string, body: object, headers: Record<string, string> = {}) {
  const { request } = await import("undici");
  const answer = await request(`${sandbox.url.replace("localhost", "127.0.0.1")}${path}`, {
    method: "POST",
    headers: { host: "lantern-lane.myshopify.com", "content-type": "application/json", ...headers },
    body: JSON.stringify(body),
  });
  // biome-ignore lint/suspicious/noExplicitAny: answers are read as they come
  return { status: answer.statusCode, body: (await answer.body.json()) as any };
}

const requestToken = (change: object = {}) =>
  shopify("/admin/oauth/access_token", {
    client_id: "sandbox-key",
    client_secret: "sandbox-secret",
    grant_type: exchange,
    subject_token: mintIdToken(contextOf()),
    subject_token_type: idTokenType,
    requested_token_type: offlineType,
    expiring: "1",
    ...change,
  });

const graphql = (query: string, variables: object = {}, token = accessToken) =>
  shopify("/admin/api/2026-10/graphql.json", { query, variables }, { "x-shopify-access-token": token });

test("an unknown token is refused, and so is another API version", async () => {
  expect((await graphql("{ shop { name } }", {}, "shpat_wrong")).status).toBe(401);
  const said = vi.spyOn(console, "error").mockImplementation(() => undefined);
  expect((await shopify("/admin/api/2020-01/graphql.json", {})).status).toBe(404);
  expect(said).toHaveBeenCalledWith(expect.stringContaining("it speaks Admin API 2026-10"));
});

test("a session token under another secret, for another app or too old buys nothing", async () => {
  for (const context of [contextOf({ apiSecret: "stolen" }), contextOf({ apiKey: "another-app" })]) {
    const answer = await requestToken({ subject_token: mintIdToken(context) });
    expect(answer).toMatchObject({ status: 400, body: { error: "invalid_subject_token" } });
  }
  expect(await requestToken({ subject_token: "no.token.atall" })).toMatchObject({ status: 400 });
  expect(await requestToken({ client_secret: "wrong" })).toMatchObject({ status: 400 });
});

test("a refresh token is good for one new pair", async () => {
  const first = (await requestToken()).body;
  expect(first).toMatchObject({ expires_in: 3600, refresh_token_expires_in: 90 * 24 * 3600 });
  const client = { client_id: "sandbox-key", client_secret: "sandbox-secret", grant_type: "refresh_token" };
  const renew = () => shopify("/admin/oauth/access_token", { ...client, refresh_token: first.refresh_token });

  const second = await renew();
  expect(second.status).toBe(200);
  expect(second.body.refresh_token).not.toBe(first.refresh_token);
  expect((await graphql("{ shop { name } }", {}, second.body.access_token)).body.data.shop.name).toBe("Lantern & Lane");
  expect(await renew()).toMatchObject({ status: 400, body: { error: "invalid_grant" } });
});

test("an invalid query answers 200 with errors in Shopify's words, and no data", async () => {
  const answer = await graphql("{ products(first: 1) { nodes { titel } } }");
  expect(answer.status).toBe(200);
  expect(answer.body).toEqual({
    errors: [
      {
        message: "Field 'titel' doesn't exist on type 'Product'",
        locations: [{ line: 1, column: 32 }],
        extensions: { code: "undefinedField", typeName: "Product", fieldName: "titel" },
      },
    ],
  });
  expect((await graphql("{ products(first: 1) ")).body.errors[0].message).toMatch(/Syntax Error/);
  expect((await graphql("{ products { nodes { id } } }")).body.errors[0].message).toMatch(/first or last/);
});

test("a field that the sandbox knows nothing of is an error, never null", async () => {
  const said = vi.spyOn(console, "error").mockImplementation(() => undefined);
  const answer = await graphql("{ products(first: 1) { nodes { combinedListingRole } } }");
  expect(answer.body.errors[0].message).toBe("sandbox has no resolver for Product.combinedListingRole");
  expect(said).toHaveBeenCalledWith("sandbox has no resolver for Product.combinedListingRole");
});

test("pages follow each other to the end without a gap", async () => {
  const query =
    "query P($after: String) { products(first: 7, after: $after) { nodes { handle } pageInfo { hasNextPage endCursor } } }";
  const handles: string[] = [];
  let after: string | null = null;
  do {
    const page: { body: { data: { products: ProductsPage } } } = await graphql(query, { after });
    const { products } = page.body.data;
    handles.push(...products.nodes.map(({ handle }) => handle));
    after = products.pageInfo.hasNextPage ? products.pageInfo.endCursor : null;
  } while (after !== null);
  expect(handles).toEqual(sandbox.store.state.products.map(({ handle }) => handle));
});

test("search narrows by term, comparison and not; a term it does not know is an error", async () => {
  const count = async (query: string) =>
    (await graphql("query C($query: String) { productsCount(query: $query) { count } }", { query })).body;
  const { products } = sandbox.store.state;
  expect((await count("status:draft")).data.productsCount.count).toBe(1);
  expect((await count("-status:draft AND product_type:Mugs")).data.productsCount.count).toBe(2);
  expect((await count("updated_at:>2000-01-01")).data.productsCount.count).toBe(products.length);
  expect((await count("updated_at:<'2000-01-01T00:00:00Z'")).data.productsCount.count).toBe(0);
  expect((await count("colour:red")).errors[0].message).toMatch(/cannot search by "colour"/);
});

test("consent is written, told by webhook, and only in the three states that Shopify takes", async () => {
  const customer = sandbox.store.state.customers.find(({ consent }) => consent.state === "SUBSCRIBED");
  const write = (marketingState: string) =>
    graphql(
      `mutation M($input: CustomerEmailMarketingConsentUpdateInput!) {
        customerEmailMarketingConsentUpdate(input: $input) {
          customer { defaultEmailAddress { marketingState } }
          userErrors { field message }
        }
      }`,
      { input: { customerId: `gid://shopify/Customer/${customer?.id}`, emailMarketingConsent: { marketingState } } },
    );
  const done = (await write("UNSUBSCRIBED")).body.data.customerEmailMarketingConsentUpdate;
  expect(done).toEqual({ customer: { defaultEmailAddress: { marketingState: "UNSUBSCRIBED" } }, userErrors: [] });
  await sandbox.webhooks.settled();
  expect(app.received.at(-1)).toMatchObject({
    topic: "customers_email_marketing_consent/update",
    body: { email_address: customer?.email, email_marketing_consent: { state: "unsubscribed" } },
  });
  const refused = (await write("NOT_SUBSCRIBED")).body.data.customerEmailMarketingConsentUpdate;
  expect(refused.customer).toBeNull();
  expect(refused.userErrors).toHaveLength(1);
});

test("every query of the app is answered without errors", async () => {
  const folder = new URL("../../../app/admin-api/", import.meta.url);
  const files = readdirSync(folder).filter((file) => file.endsWith(".graphql"));
  const sources = files.map((file) => readFileSync(new URL(file, folder), "utf8"));
  const fragments = sources.flatMap((source) => source.match(/^fragment [\s\S]*?^}/gm) ?? []);
  const { products, orders, customers } = sandbox.store.state;
  const customerId = `gid://shopify/Customer/${customers[0]?.id}`;
  const known = {
    customerId,
    segmentId: "gid://shopify/Segment/4600000000001",
    input: { customerId, emailMarketingConsent: { marketingState: "SUBSCRIBED" } },
    first: 5,
    after: null,
    query: "created_at:>='2020-01-01T00:00:00Z'",
    productId: `gid://shopify/Product/${products[0]?.id}`,
    orderId: `gid://shopify/Order/${orders[0]?.id}`,
    id: "gid://shopify/BulkOperation/1",
    ids: [products[0]?.variants[0]].flatMap((sold) =>
      sold ? [`gid://shopify/ProductVariant/${sold.id}`, `gid://shopify/InventoryItem/${sold.inventoryItemId}`] : [],
    ),
    tags: ["winter"],
    country: "CH",
    code: "NOBODY-HAS",
    codes: [{ code: "ONE-MORE" }],
    discountId: "gid://shopify/DiscountCodeNode/1",
    discount: {
      title: "Ten",
      code: "TEN",
      startsAt: "2026-11-01T00:00:00Z",
      customerGets: { items: { all: true }, value: { percentage: 0.1 } },
    },
    handle: "waypost-step-reached",
    payload: { "Contact email": "ada@example.com", Workflow: "re-engagement", Step: "tell-flow" },
  };
  expect(files.length).toBeGreaterThan(3);
  for (const source of sources) {
    const operation = source.replace(/^fragment [\s\S]*?^}/gm, "");
    const needed = closure(operation, fragments);
    const answer = await graphql([operation, ...needed].join("\n"), known);
    expect(answer.body.errors, source).toBeUndefined();
  }
});

test("each answer says what it cost, and too much at once is refused", async () => {
  const cheap = (await graphql("{ products(first: 10) { nodes { id } } }")).body.extensions.cost;
  expect(cheap).toMatchObject({
    requestedQueryCost: 6,
    actualQueryCost: 6,
    throttleStatus: { maximumAvailable: 2000 },
  });
  const nested =
    "nodes { id products(first: 250) { nodes { id collections(first: 250) { nodes { id products(first: 250) { nodes { id } } } } } } }";
  const dear = (await graphql(`{ collections(first: 250) { ${nested} } }`)).body;
  expect(dear.errors[0].extensions.code).toBe("MAX_COST_EXCEEDED");

  const heavy =
    "{ collections(first: 250) { nodes { id products(first: 250) { nodes { id variants(first: 10) { nodes { id } } } } } } }";
  const answers = await Promise.all(Array.from({ length: 12 }, () => graphql(heavy)));
  const throttled = answers.filter(({ body }) => body.errors?.[0].extensions.code === "THROTTLED");
  expect(throttled.length).toBeGreaterThan(0);
  expect(throttled[0]?.body.extensions.cost.actualQueryCost).toBeNull();
});

/** The fragments that an operation spreads, and those that these spread. */
function closure(text: string, fragments: readonly string[]): string[] {
  const needed = fragments.filter((fragment) => text.includes(`...${fragment.split(/\s+/)[1]}`));
  const rest = fragments.filter((fragment) => !needed.includes(fragment));
  return needed.length === 0 ? [] : [...new Set([...needed, ...needed.flatMap((fragment) => closure(fragment, rest))])];
}
