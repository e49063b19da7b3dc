import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { Readable } from "node:stream";
import { z } from "zod";
import { answerQuestions } from "./side-process";

const asked = z.object({ kind: z.enum(["customers", "orders"]), things: z.number() });
const LINES_AN_ORDER = 2;
const CHUNK = 100;

/** What a file of bulk operations holds, made as it is sent: in the memory of neither side. */
const server = createServer((request, response) => {
  const [, kind, things] = (request.url ?? "").split("/");
  const from = Number(/^bytes=(\d+)-$/.exec(request.headers.range ?? "")?.[1] ?? 0);
  response.writeHead(from > 0 ? 206 : 200);
  Readable.from(after(from, chunks(kind === "orders" ? order : customer, Number(things)))).pipe(response);
});
await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));

// Answers with the file's address.
answerQuestions(async (question) => {
  const { kind, things } = asked.parse(question);
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/${kind}/${things}`;
});

function* chunks(make: (index: number) => object[], things: number): Generator<Buffer> {
  for (let start = 0; start < things; start += CHUNK) {
    const lines = Array.from({ length: Math.min(CHUNK, things - start) }, (_, offset) => make(start + offset)).flat();
    yield Buffer.from(lines.map((line) => `${JSON.stringify(line)}\n`).join(""));
  }
}

function* after(bytes: number, parts: Iterable<Buffer>): Generator<Buffer> {
  let toPass = bytes;
  for (const part of parts) {
    if (toPass < part.length) yield part.subarray(toPass);
    toPass = Math.max(0, toPass - part.length);
  }
}

function customer(index: number): object[] {
  const agreed = index % 3 === 0;
  return [
    {
      id: `gid://shopify/Customer/${7_000_000_000_000 + index}`,
      firstName: `Ada ${index}`,
      lastName: "Lovelace",
      locale: "en",
      tags: index % 20 === 0 ? ["vip"] : [],
      createdAt: "2025-03-01T09:00:00Z",
      updatedAt: "2026-10-01T09:00:00Z",
      defaultEmailAddress: {
        emailAddress: `customer-${index}@example.com`,
        marketingState: agreed ? "SUBSCRIBED" : "NOT_SUBSCRIBED",
        marketingUpdatedAt: agreed ? "2025-04-01T09:00:00Z" : null,
      },
      defaultAddress: {
        firstName: "Ada",
        lastName: "Lovelace",
        city: "Berlin",
        countryCodeV2: "DE",
        provinceCode: "BE",
      },
    },
  ];
}

function order(index: number): object[] {
  const id = `gid://shopify/Order/${5_000_000_000_000 + index}`;
  const buyer = (index * 7) % 100_000;
  const placedAt = new Date(Date.UTC(2025, 0, 1) + index * 60_000).toISOString();
  const money = (amount: string) => ({ shopMoney: { amount } });
  return [
    {
      id,
      name: `#${1_000 + index}`,
      email: `customer-${buyer}@example.com`,
      customer: {
        id: `gid://shopify/Customer/${7_000_000_000_000 + buyer}`,
        firstName: `Ada ${buyer}`,
        lastName: "Lovelace",
      },
      checkoutToken: `checkout-${index}`,
      cartToken: `cart-${index}`,
      sourceName: "web",
      purchasingEntity: { __typename: "Customer" },
      customerLocale: "en",
      shippingAddress: {
        firstName: "Ada",
        lastName: "Lovelace",
        city: "Berlin",
        countryCodeV2: "DE",
        provinceCode: "BE",
      },
      billingAddress: null,
      currencyCode: "EUR",
      currentTotalPriceSet: money("44.9"),
      processedAt: placedAt,
      updatedAt: placedAt,
      cancelledAt: null,
    },
    ...Array.from({ length: LINES_AN_ORDER }, (_, line) => ({
      id: `gid://shopify/LineItem/${(5_000_000_000_000 + index) * 10 + line}`,
      title: "Stoneware Mug",
      variantTitle: "Sage",
      quantity: 1,
      product: { id: `gid://shopify/Product/${8_800_000_000_000 + ((index + line) % 200)}` },
      variant: { id: `gid://shopify/ProductVariant/${47_000_000_000_000 + ((index + line) % 400)}` },
      originalUnitPriceSet: money("20.0"),
      __parentId: id,
    })),
  ];
}
