import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { gunzipSync } from "node:zlib";
import { buildClientSchema, type GraphQLSchema } from "graphql";
import { Agent, getGlobalDispatcher, setGlobalDispatcher } from "undici";
import { API_VERSION } from "~/admin-api/version";

/** The published schema of the Admin API. */
export function adminSchema(): GraphQLSchema {
  const published = readFileSync(`node_modules/@shopify/dev-mcp/dist/data/admin_${API_VERSION}.json.gz`);
  return buildClientSchema(JSON.parse(gunzipSync(published).toString("utf8")).data);
}

export interface AdminRequest {
  readonly domain: string;
  readonly path: string;
  readonly token: string | undefined;
  readonly query: string;
  readonly operationName: string;
  readonly variables: Record<string, unknown>;
}

export interface AdminAnswer {
  readonly status?: number;
  readonly headers?: Record<string, string>;
  readonly body: unknown;
}

/** Answers whatever is asked of *.myshopify.com in this process until it is closed. */
export async function standInForShopify(
  answer: (request: AdminRequest) => AdminAnswer | Promise<AdminAnswer> | "hang up",
): Promise<{ close(): Promise<void> }> {
  const server = createServer(async (request, response) => {
    const { query, operationName, variables } = JSON.parse(await text(request));
    const reply = await answer({
      domain: String(request.headers["x-for-domain"]),
      path: request.url ?? "",
      token: request.headers["x-shopify-access-token"]?.toString(),
      query,
      operationName,
      variables: variables ?? {},
    });
    if (reply === "hang up") {
      request.socket.destroy();
      return;
    }
    response.writeHead(reply.status ?? 200, { "Content-Type": "application/json; charset=utf-8", ...reply.headers });
    response.end(typeof reply.body === "string" ? reply.body : JSON.stringify(reply.body));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;

  const before = getGlobalDispatcher();
  const agent = new Agent();
  setGlobalDispatcher(
    agent.compose((dispatch) => (options, handler) => {
      const { hostname } = new URL(String(options.origin));
      if (!hostname.endsWith(".myshopify.com")) return dispatch(options, handler);
      const headers = { ...Object.fromEntries(new Headers(options.headers as HeadersInit)), "x-for-domain": hostname };
      return dispatch({ ...options, origin: `http://127.0.0.1:${port}`, headers }, handler);
    }),
  );
  return {
    async close() {
      setGlobalDispatcher(before);
      await agent.close();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
