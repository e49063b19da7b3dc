import type { ShopperPage } from "./shopper-page";

const MOST_BODY_BYTES = 10_000;

/** A page as the answer to a shopper's request; without its body to HEAD. */
export function respond(request: Request, status: number, { html, headers }: ShopperPage): Response {
  return new Response(request.method === "HEAD" ? null : html, { status, headers });
}

/** A line of text, for programs. */
export function plain(status: number, text: string, headers: Record<string, string> = {}): Response {
  return new Response(text, { status, headers: { "content-type": "text/plain; charset=utf-8", ...headers } });
}

/** The body's bytes; null when there are too many. */
async function readBody(request: Request): Promise<Uint8Array<ArrayBuffer> | null> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  const reader = request.body?.getReader();
  for (let part = await reader?.read(); part?.value; part = await reader?.read()) {
    length += part.value.length;
    if (length > MOST_BODY_BYTES) {
      await reader?.cancel();
      return null;
    }
    chunks.push(part.value);
  }
  return new Uint8Array(Buffer.concat(chunks, length));
}

/** The form that a request brings, however it is encoded; null when its body is none, "too-large" beyond 10 kB. */
export async function readForm(request: Request): Promise<FormData | null | "too-large"> {
  const body = await readBody(request);
  if (!body) return "too-large";
  const contentType = request.headers.get("content-type") ?? "application/x-www-form-urlencoded";
  return new Response(body, { headers: { "content-type": contentType } }).formData().catch((error) => {
    if (error instanceof TypeError) return null; // It is no form.
    throw error;
  });
}

/** The language that the browser asks for first: BCP 47. */
export function readerLocale(request: Request): string {
  const [first = "en"] = (request.headers.get("accept-language") ?? "en").split(/[,;]/);
  return first.trim();
}
