import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import express from "express";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { rewritten, startAppProxy } from "../../../sandbox/admin/app-proxy";
import type { SandboxContext } from "../../../sandbox/context";
import { contextOf } from "../context-of";
import { type Served, serve } from "../served";

let app: Served;
let context: SandboxContext;
let proxy: Server;
let proxyUrl: string;

beforeAll(async () => {
  const inner = express();
  inner.post("/echo", express.text({ type: "*/*" }), (request, response) => {
    const { host, "x-forwarded-host": forwardedHost, "x-forwarded-proto": proto } = request.headers;
    response
      .set("set-cookie", ["a=1", "b=2"])
      .status(201)
      .json({ url: request.url, body: request.body, host, forwardedHost, proto });
  });
  inner.get("/slow", async (_request, response) => {
    response.write("first");
    await new Promise((resolve) => setTimeout(resolve, 200));
    response.end("second");
  });
  inner.get("/broken", (_request, response) => {
    response.set("content-length", "100").write("half");
    setTimeout(() => response.socket?.destroy(), 20);
  });
  app = await serve(inner);
  context = contextOf({ appUrl: app.url });
  proxy = await startAppProxy(context, 0);
  proxyUrl = `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`;
});
afterAll(async () => {
  proxy.closeAllConnections();
  await new Promise((resolve) => proxy.close(resolve));
  await app.close();
});

describe("the proxy before the app", () => {
  it("passes method, address, body, status and cookies, and keeps the public host", async () => {
    const response = await fetch(`${proxyUrl}/echo?x=%20`, { method: "POST", body: "hello" });
    expect(response.status).toBe(201);
    expect(response.headers.getSetCookie()).toEqual(["a=1", "b=2"]);
    expect(await response.json()).toEqual({
      url: "/echo?x=%20",
      body: "hello",
      host: "localhost:4101",
      forwardedHost: "localhost:4101",
      proto: "http",
    });
  });

  it("streams: the first bytes come before the last are written", async () => {
    const response = await fetch(`${proxyUrl}/slow`);
    const chunks: string[] = [];
    const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
    for (let read = await reader?.read(); read?.value !== undefined; read = await reader?.read())
      chunks.push(read.value);
    expect(chunks).toEqual(["first", "second"]);
  });

  it("does not make a broken answer look whole", async () => {
    const response = await fetch(`${proxyUrl}/broken`);
    await expect(response.text()).rejects.toThrow();
  });

  it("says so when the app is not up", async () => {
    const alone = await startAppProxy(contextOf(), 0);
    const response = await fetch(`http://127.0.0.1:${(alone.address() as AddressInfo).port}/app`);
    expect(response.status).toBe(502);
    expect(await response.text()).toContain("The app does not answer");
    alone.closeAllConnections();
    alone.close();
  });
});

describe("what the proxy rewrites", () => {
  it("lets the sandbox's admin frame the app, and changes no other rule", () => {
    const policy =
      "script-src 'none'; frame-ancestors https://lantern-lane.myshopify.com https://admin.shopify.com; img-src *";
    expect(rewritten({ "content-security-policy": policy, "x-frame-options": "DENY", etag: "1" }, context)).toEqual({
      "content-security-policy":
        "script-src 'none'; frame-ancestors https://lantern-lane.myshopify.com https://admin.shopify.com http://localhost:4100; img-src *",
      etag: "1",
    });
    expect(rewritten({ "content-security-policy": "frame-ancestors 'none'" }, context)).toEqual({
      "content-security-policy": "frame-ancestors http://localhost:4100",
    });
  });

  it("leads redirects into Shopify's admin to the sandbox's", () => {
    const to = (location: string) => rewritten({ location }, context).location;
    expect(to("https://admin.shopify.com/store/lantern-lane/apps/sandbox-key/app/contacts")).toBe(
      "http://localhost:4100/admin/apps/waypost/app/contacts",
    );
    expect(to("https://admin.shopify.com/store/lantern-lane/customers/1")).toBe(
      "http://localhost:4100/admin/elsewhere?path=%2Fcustomers%2F1",
    );
    expect(to("https://example.com/")).toBe("https://example.com/");
  });

  it("preloads the sandbox's App Bridge instead of Shopify's", () => {
    const link = '<https://cdn.shopify.com/shopifycloud/app-bridge.js>; rel="preload"; as="script";';
    expect(rewritten({ link }, context).link).toBe(
      '<http://localhost:4100/app-bridge.js>; rel="preload"; as="script";',
    );
  });
});
