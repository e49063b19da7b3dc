import express from "express";
import { serve } from "./served";

export interface ReceivedWebhook {
  readonly topic: string;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  /** As it came, byte for byte. */
  readonly raw: string;
  readonly body: Record<string, unknown>;
}

/** An app that takes webhooks and answers with the statuses given, then 200. */
export async function serveApp(...statuses: number[]) {
  const received: ReceivedWebhook[] = [];
  const app = express();
  app.post("/webhooks", express.text({ type: () => true, limit: "2mb" }), (request, response) => {
    const raw: string = request.body;
    received.push({
      topic: request.get("X-Shopify-Topic") ?? "",
      headers: request.headers,
      raw,
      body: JSON.parse(raw),
    });
    response.status(statuses.shift() ?? 200).end();
  });
  const served = await serve(app);
  return { ...served, received, topics: () => received.map(({ topic }) => topic) };
}
