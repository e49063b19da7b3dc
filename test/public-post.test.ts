import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { isPublicAddress } from "~/public-address";
import { postPublicly, urlProblem } from "~/public-post.server";

const received: { url: string; body: string }[] = [];
let server: Server;
let port: number;

beforeAll(async () => {
  server = createServer((request, response) => {
    let body = "";
    request.on("data", (chunk) => {
      body += chunk;
    });
    request.on("end", () => {
      received.push({ url: request.url ?? "", body });
      if (request.url === "/elsewhere") response.writeHead(307, { location: `http://localhost:${port}/secret` }).end();
      else if (request.url === "/long") response.end(`a\u0000b\ud83d\ude00${"x".repeat(5_000_000)}`);
      else response.end("thanks");
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  ({ port } = server.address() as AddressInfo);
});
afterAll(() => new Promise((resolve) => server.close(resolve).closeAllConnections()));

describe("what is never called", () => {
  it.each([
    "https://127.0.0.1/",
    "https://2130706433/",
    "https://0x7f.1/",
    "https://10.1.2.3/",
    "https://172.16.0.1/",
    "https://192.168.1.1/",
    "https://100.64.0.1/",
    "https://169.254.169.254/latest/meta-data/",
    "https://0.0.0.0/",
    "https://[::1]/",
    "https://[::]/",
    "https://[::ffff:10.0.0.1]/",
    "https://[fe80::1]/",
    "https://[fd00:ec2::254]/",
    "https://[64:ff9b::7f00:1]/",
    "https://[2002:7f00:1::]/",
  ])("%s", async (url) => {
    expect(await postPublicly(url, "{}", {})).toMatchObject({
      kind: "refused",
      reason: expect.stringMatching(/public internet/),
    });
  });

  it("a name that leads to this machine or to a private network", async () => {
    // No port is named and none is listened on: what is refused is the address, before any connection.
    expect(await postPublicly("https://localhost/", "{}", {})).toEqual({
      kind: "refused",
      reason: "localhost is not on the public internet",
    });
    expect(await postPublicly(`https://localhost:${port}/`, "{}", {})).toMatchObject({ kind: "refused" });
    expect(received).toEqual([]);
  });

  it("anything but https, save this machine's own name while developing", () => {
    expect(urlProblem("http://shop.example/hook", true)).toMatch(/https/);
    expect(urlProblem("ftp://shop.example/", false)).toMatch(/https/);
    expect(urlProblem("https://me:secret@shop.example/", false)).toMatch(/password/);
    expect(urlProblem("no address", false)).toBe("it is not a web address");
    expect(urlProblem("http://localhost:4100/hook", true)).toBeNull();
    expect(urlProblem("http://localhost:4100/hook", false)).toMatch(/https/);
    expect(urlProblem("http://127.0.0.1:4100/hook", true)).toMatch(/https/);
    expect(urlProblem("https://hooks.shop.example/hook?a=b", false)).toBeNull();
  });
});

it("knows every special address, in whatever way it is written", () => {
  const privateV4 = fc.oneof(
    fc.tuple(fc.constant(10), fc.nat(255), fc.nat(255), fc.nat(255)),
    fc.tuple(fc.constant(172), fc.integer({ min: 16, max: 31 }), fc.nat(255), fc.nat(255)),
    fc.tuple(fc.constant(127), fc.nat(255), fc.nat(255), fc.nat(255)),
    fc.tuple(fc.constant(169), fc.constant(254), fc.nat(255), fc.nat(255)),
    fc.tuple(fc.integer({ min: 224, max: 255 }), fc.nat(255), fc.nat(255), fc.nat(255)),
  );
  fc.assert(
    fc.property(privateV4, ([a, b, c, d]) => {
      expect(isPublicAddress(`${a}.${b}.${c}.${d}`)).toBe(false);
      const decimal = ((a * 256 + b) * 256 + c) * 256 + d;
      expect(urlProblem(`https://${decimal}/`, false)).not.toBeNull();
      expect(isPublicAddress(`::ffff:${a}.${b}.${c}.${d}`)).toBe(false);
    }),
  );
  for (const address of ["8.8.8.8", "172.32.0.1", "100.128.0.1", "2606:4700:4700::1111", "2a00:1450::1"]) {
    expect(isPublicAddress(address)).toBe(true);
  }
  for (const address of ["", "shop.example", "fe80::1%eth0", "2001:db8::1", "fc00::1", "ff02::1"]) {
    expect(isPublicAddress(address)).toBe(false);
  }
});

it("posts, and reads the beginning of the answer alone", async () => {
  received.length = 0;
  expect(await postPublicly(`http://localhost:${port}/hook?key=1`, '{"a":1}', {})).toEqual({
    kind: "answered",
    status: 200,
    text: "thanks",
  });
  expect(received).toEqual([{ url: "/hook?key=1", body: '{"a":1}' }]);
  const long = await postPublicly(`http://localhost:${port}/long`, "{}", {});
  expect(long).toMatchObject({ kind: "answered", status: 200, text: expect.stringMatching(/^a b\u{1F600}x+$/u) });
  expect(long.kind === "answered" && long.text.length).toBe(200);
});

it("follows no redirect", async () => {
  received.length = 0;
  expect(await postPublicly(`http://localhost:${port}/elsewhere`, "{}", {})).toMatchObject({
    kind: "answered",
    status: 307,
  });
  expect(received.map(({ url }) => url)).toEqual(["/elsewhere"]);
});

it("says when nobody is there", async () => {
  await new Promise((resolve) => server.close(resolve).closeAllConnections());
  expect(await postPublicly(`http://localhost:${port}/`, "{}", {})).toEqual({
    kind: "unreachable",
    reason: "no connection (ECONNREFUSED)",
  });
});
