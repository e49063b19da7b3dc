import { createServer } from "node:net";
import { expect, test } from "vitest";
import { anyFreePort, nextFreePort } from "../../launch/ports";

test.each(["127.0.0.1", "::1", "0.0.0.0"])("a port that somebody listens on at %s is passed over", async (host) => {
  const port = await anyFreePort();
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(port, host, resolve));
  expect(await nextFreePort(port)).toBeGreaterThan(port);
  await new Promise((resolve) => server.close(resolve));
  expect(await nextFreePort(port)).toBe(port);
});

test("so is one that is promised already", async () => {
  const port = await anyFreePort();
  expect(await nextFreePort(port, [port])).toBeGreaterThan(port);
});
