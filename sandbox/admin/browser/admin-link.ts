import { envelope, type FromAdmin, type FromApp, openEnvelope } from "./messages";

const script = document.currentScript;
if (!(script instanceof HTMLScriptElement)) throw new Error("App Bridge must be loaded by its own script tag.");

/** The client id that the app gives with the script or, as newer apps do, in a meta element. */
export const apiKey =
  script.dataset.apiKey ?? document.querySelector<HTMLMetaElement>('meta[name="shopify-api-key"]')?.content ?? "";

/** The admin is where this script came from. */
export const adminOrigin = new URL(script.src).origin;

const ANSWER_WITHIN_MS = 10_000;
const waiting = new Map<number, (value: string) => void>();
const listeners = new Set<(message: FromAdmin) => void>();
let requests = 0;

export function tellAdmin(message: FromApp): void {
  parent.postMessage(envelope(message), adminOrigin);
}

/** Hears what the admin says of its own accord. */
export function onAdminMessage(listener: (message: FromAdmin) => void): void {
  listeners.add(listener);
}

/** A fresh id token. Rejects when the admin does not answer within ten seconds. */
export function fetchIdToken(): Promise<string> {
  return new Promise((resolve, reject) => {
    const request = ask("id-token", resolve);
    setTimeout(() => {
      if (waiting.delete(request)) reject(new Error("The admin frame gave no id token."));
    }, ANSWER_WITHIN_MS);
  });
}

/** Resolves once the merchant agrees to leave unsaved changes behind, or has none; else never. */
export function mayLeave(): Promise<void> {
  return new Promise((resolve) => ask("may-leave", () => resolve()));
}

function ask(kind: "id-token" | "may-leave", resolve: (value: string) => void): number {
  const request = ++requests;
  waiting.set(request, resolve);
  tellAdmin({ kind, request });
  return request;
}

addEventListener("message", (event) => {
  const message = openEnvelope<FromAdmin>(event, parent, adminOrigin);
  if (message?.kind === "answer") {
    waiting.get(message.request)?.(message.value);
    waiting.delete(message.request);
  } else if (message) {
    for (const listener of listeners) listener(message);
  }
});
