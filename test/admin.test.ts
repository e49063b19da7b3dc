import { readdirSync, readFileSync } from "node:fs";
import type { TypedDocumentNode } from "@graphql-typed-document-node/core";
import { type DocumentNode, Kind, NoDeprecatedCustomRule, parse, print, specifiedRules, validate } from "graphql";
import { afterEach, describe, expect, it } from "vitest";
import { adminClient } from "~/admin.server";
import * as generated from "~/admin-api/generated/graphql";
import { API_VERSION } from "~/admin-api/version";
import {
  type AdminAnswer,
  type AdminRequest,
  adminSchema,
  standInForShopify,
} from "./recommendations/shopify-stand-in";

const domain = "quiet-harbour.myshopify.com";
const shopDetails = {
  shop: {
    id: "gid://shopify/Shop/1",
    name: "Quiet Harbour",
    email: "owner@example.com",
    currencyCode: "EUR",
    ianaTimezone: "Europe/Berlin",
    shopAddress: { countryCodeV2: "DE" },
    primaryDomain: { url: "https://quiet-harbour.example" },
  },
};
const rename: TypedDocumentNode<{ tagsAdd: null }, { id: string }> = parse(
  `mutation Rename($id: ID!) { tagsAdd(id: $id, tags: ["a"]) { node { id } } }`,
);

let asked: AdminRequest[] = [];
let standIn: { close(): Promise<void> } | null = null;

/** Gives the answers in turn, the last one for ever. */
async function shopifyAnswers(...answers: (AdminAnswer | "hang up")[]): Promise<void> {
  asked = [];
  standIn = await standInForShopify((request) => {
    asked.push(request);
    return answers[Math.min(asked.length, answers.length) - 1] ?? "hang up";
  });
}

afterEach(async () => {
  await standIn?.close();
  standIn = null;
});

const throttled = (requested: number, available: number, restoreRate: number): AdminAnswer => ({
  body: {
    errors: [{ message: "Throttled", extensions: { code: "THROTTLED" } }],
    extensions: {
      cost: {
        requestedQueryCost: requested,
        actualQueryCost: null,
        throttleStatus: { maximumAvailable: 2000, currentlyAvailable: available, restoreRate },
      },
    },
  },
});

describe("the documents of app/admin-api", () => {
  const folder = "app/admin-api";
  const written = readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".graphql"))
    .map((file) => parse(readFileSync(`${folder}/${file}`, "utf8")));
  const all: DocumentNode = { kind: Kind.DOCUMENT, definitions: written.flatMap((document) => document.definitions) };

  it(`are valid in the published schema of ${API_VERSION} and use nothing deprecated`, () => {
    expect(validate(adminSchema(), all, [...specifiedRules, NoDeprecatedCustomRule])).toEqual([]);
  });

  it("are those that the generated types were made from", () => {
    const current = new Map(all.definitions.map((definition) => [nameOf(definition), print(definition)]));
    const made = new Map(
      Object.values(generated).flatMap((document: DocumentNode) =>
        document.definitions.map((definition) => [nameOf(definition), print(definition)] as const),
      ),
    );
    expect(made, "run `npm run codegen`").toEqual(current);
  });
});

describe("the Admin API's client", () => {
  it("asks the shop's own host, in the one version, with its token", async () => {
    await shopifyAnswers({ body: { data: shopDetails } });
    const answer = await adminClient(domain, "shpat_1").request(generated.ShopDetailsDocument, {});
    expect(answer).toEqual(shopDetails);
    expect(asked[0]).toMatchObject({
      domain,
      path: `/admin/api/${API_VERSION}/graphql.json`,
      token: "shpat_1",
      operationName: "ShopDetails",
    });
  });

  it("waits as long as Shopify's bucket needs, then asks again", async () => {
    await shopifyAnswers(throttled(600, 300, 1_000), { body: { data: shopDetails } });
    const begun = performance.now();
    await adminClient(domain, "t").request(generated.ShopDetailsDocument, {});
    expect(performance.now() - begun).toBeGreaterThanOrEqual(295);
    expect(asked).toHaveLength(2);
  });

  it("asks a throttled mutation again, too: it was not carried out", async () => {
    await shopifyAnswers(throttled(10, 0, 1_000), { body: { data: { tagsAdd: null } } });
    await adminClient(domain, "t").request(rename, { id: "gid://shopify/Customer/1" });
    expect(asked).toHaveLength(2);
  });

  it.each([
    ["a 502", { status: 502, body: "<h1>Bad gateway</h1>" } as const],
    ["a broken connection", "hang up" as const],
  ])("asks a query again after %s", async (_name, failure) => {
    await shopifyAnswers(failure, { body: { data: shopDetails } });
    expect(await adminClient(domain, "t").request(generated.ShopDetailsDocument, {})).toEqual(shopDetails);
    expect(asked).toHaveLength(2);
  });

  it("never repeats a mutation whose outcome is unknown, and says so", async () => {
    await shopifyAnswers("hang up");
    await expect(adminClient(domain, "t").request(rename, { id: "gid://shopify/Customer/1" })).rejects.toMatchObject({
      failure: "unreachable",
      message: expect.stringMatching(
        /^Rename at quiet-harbour\.myshopify\.com: .*it may have been carried out all the same$/,
      ),
    });
    expect(asked).toHaveLength(1);
  });

  it("does not ask again for what Shopify refuses, and keeps variables out of the error", async () => {
    const body = {
      errors: [{ message: "Access denied for bulkOperation field.", extensions: { code: "ACCESS_DENIED" } }],
    };
    await shopifyAnswers({ body });
    const failure = await adminClient(domain, "secret-token")
      .request(generated.BulkOperationStateDocument, { id: "gid://shopify/BulkOperation/7355608" })
      .catch((error: unknown) => error);
    expect(failure).toMatchObject({
      failure: "refused",
      codes: ["ACCESS_DENIED"],
      message: "BulkOperationState at quiet-harbour.myshopify.com: Access denied for bulkOperation field.",
    });
    expect(JSON.stringify(failure, Object.getOwnPropertyNames(failure))).not.toMatch(/7355608|secret-token/);
    expect(asked).toHaveLength(1);
  });

  it("names a token that was revoked", async () => {
    await shopifyAnswers({ status: 401, body: { errors: "[API] Invalid API key or access token" } });
    await expect(adminClient(domain, "t").request(generated.ShopDetailsDocument, {})).rejects.toMatchObject({
      failure: "refused",
      message: expect.stringContaining("ShopDetails at quiet-harbour.myshopify.com: "),
    });
    expect(asked).toHaveLength(1);
  });
});

function nameOf(definition: DocumentNode["definitions"][number]): string {
  return "name" in definition ? (definition.name?.value ?? "") : "";
}
