import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { pool } from "~/db.server";
import { saveLinkDomain } from "~/delivery/link-domain";
import { linkDoor } from "~/delivery/link-door";
import { aShop } from "./a-shop";

/** One that leads here, and one that leads somewhere else. */
const servers: Server[] = [];
let here: string;
let elsewhere: string;

async function listen(server: Server): Promise<string> {
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return `localhost:${(server.address() as AddressInfo).port}`;
}

beforeAll(async () => {
  here = await listen(createServer((request, response) => void linkDoor(request, response)));
  elsewhere = await listen(createServer((_request, response) => response.end("Welcome to our shop")));
});
afterAll(async () => {
  for (const server of servers) await new Promise((resolve) => server.close(resolve).closeAllConnections());
  await pool.end();
});

async function domainOf(shopId: number) {
  const { rows } = await pool.query("SELECT link_domain FROM shops WHERE shop_id = $1", [shopId]);
  return rows[0].link_domain;
}

describe("a shop's own name for links", () => {
  test("is used once it is seen to lead here, and given up by an empty field", async () => {
    const shopId = await aShop();
    expect(await saveLinkDomain(shopId, ` ${here.toUpperCase()} `)).toEqual({ ok: true });
    expect(await domainOf(shopId)).toBe(here);
    expect(await saveLinkDomain(shopId, "  ")).toEqual({ ok: true });
    expect(await domainOf(shopId)).toBeNull();
  });

  test("that leads elsewhere, or nowhere, is not used, and the one before stays", async () => {
    const shopId = await aShop();
    await saveLinkDomain(shopId, here);
    const wrong = await saveLinkDomain(shopId, elsewhere);
    expect(wrong).toMatchObject({ errors: { linkDomain: expect.stringContaining("leads somewhere else") } });
    const nowhere = await saveLinkDomain(shopId, "localhost:1");
    expect(nowhere).toMatchObject({
      errors: { linkDomain: expect.stringMatching(/does not lead here yet: no connection/) },
    });
    expect(await domainOf(shopId)).toBe(here);
  });

  test.each([
    "https://go.example.com",
    "go.example.com/path",
    "go.example.com?x",
    "user@go.example.com",
    "go",
    "192.168.0.1",
    "[::1]",
    "go example.com",
    "-",
  ])("%s is no name", async (text) => {
    const shopId = await aShop();
    expect(await saveLinkDomain(shopId, text)).toMatchObject({ ok: false });
    expect(await domainOf(shopId)).toBeNull();
  });
});
