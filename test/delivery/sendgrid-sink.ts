import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { env } from "~/env.server";

export interface Received {
  readonly method: string;
  readonly url: string;
  readonly authorization: string;
  readonly body: string;
}

export interface Sink {
  readonly received: Received[];
  /** Answers what comes next; `accept` unless a test says otherwise. */
  answer: (request: Received, response: ServerResponse) => void;
  readonly url: string;
  close(): Promise<void>;
}

export function accept(_request: Received, response: ServerResponse): void {
  response.writeHead(202, { "X-Message-Id": "provider-1" }).end();
}

/** An HTTP server that the app takes for SendGrid. */
export async function startSink(): Promise<Sink> {
  const server = createServer(async (request, response) => {
    const received = await read(request);
    sink.received.push(received);
    sink.answer(received, response);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  const url = `http://127.0.0.1:${typeof address === "object" && address ? address.port : 0}`;
  Object.assign(env, { SENDGRID_BASE_URL: url });
  const sink: Sink = {
    received: [],
    answer: accept,
    url,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
  return sink;
}

async function read(request: IncomingMessage): Promise<Received> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  return {
    method: request.method ?? "",
    url: request.url ?? "",
    authorization: request.headers.authorization ?? "",
    body: Buffer.concat(chunks).toString(),
  };
}
