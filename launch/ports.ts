import { createServer } from "node:net";

/** A port that is free on the loopback address now, chosen by the system. */
export async function anyFreePort(): Promise<number> {
  const port = await listenOnce(0, "127.0.0.1");
  if (port === null) throw new Error("The system has no free port on 127.0.0.1.");
  return port;
}

/** The first of `preferred`, `preferred + 1`, … that nobody listens on and that `taken` does not hold. */
export async function nextFreePort(preferred: number, taken: readonly number[] = []): Promise<number> {
  for (let port = preferred; port < preferred + 100; port++) {
    if (!taken.includes(port) && (await isFree(port))) return port;
  }
  throw new Error(`The ports ${preferred} to ${preferred + 99} are all taken.`);
}

/** Some systems let `::` and `127.0.0.1` listen on one port beside each other, so each is asked. */
async function isFree(port: number): Promise<boolean> {
  for (const host of ["127.0.0.1", "::1", "::"]) {
    if ((await listenOnce(port, host)) === null) return false;
  }
  return true;
}

/** The port listened on and left again, or null when it is taken. An address family that is missing takes nothing. */
function listenOnce(port: number, host: string): Promise<number | null> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", (error: NodeJS.ErrnoException) => {
      if (error.code === "EADDRINUSE" || error.code === "EACCES") resolve(null);
      else if (error.code === "EADDRNOTAVAIL" || error.code === "EAFNOSUPPORT") resolve(port);
      else reject(error);
    });
    server.listen({ port, host, exclusive: true }, () => {
      const address = server.address();
      server.close(() => resolve(typeof address === "object" && address !== null ? address.port : null));
    });
  });
}
