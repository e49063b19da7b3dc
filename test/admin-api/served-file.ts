import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

export interface ServedFile {
  readonly url: string;
  /** How each request asked: its Range header, or "whole". */
  readonly requests: string[];
  /** Breaks the next answer off after so many bytes. */
  breakAfter(bytes: number): void;
  close(): Promise<void>;
}

/** A file on a server that knows ranges, or does not, as `ranges` says; status 200 answers otherwise. */
export async function serveFile(
  content: Buffer | string,
  { ranges = true, status = 200 }: { ranges?: boolean; status?: number } = {},
): Promise<ServedFile> {
  const file = Buffer.from(content);
  const requests: string[] = [];
  let cut: number | null = null;
  const server = createServer((request, response) => {
    const from = Number(/^bytes=(\d+)-$/.exec(request.headers.range ?? "")?.[1] ?? 0);
    requests.push(request.headers.range ?? "whole");
    if (status !== 200) response.writeHead(status).end();
    else if (ranges && from >= file.length) response.writeHead(416).end();
    else {
      const body = ranges ? file.subarray(from) : file;
      response.writeHead(ranges && from > 0 ? 206 : 200, { "Content-Length": body.length });
      if (cut === null) response.end(body);
      else response.write(body.subarray(0, cut), () => setTimeout(() => response.destroy(), 20));
      cut = null;
    }
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/bulk.jsonl`,
    requests,
    breakAfter(bytes) {
      cut = bytes;
    },
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

export const jsonl = (lines: readonly object[]) => lines.map((line) => `${JSON.stringify(line)}\n`).join("");
