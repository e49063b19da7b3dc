import express, { Router } from "express";
import { html } from "../html";
import { page } from "../page";
import { shopTime } from "../shop-time";
import type { Flow, FlowTrigger } from "./flow";
import type { ReceivedCall, Receiver } from "./receiver";

/** `/systems`: what workflows told Shopify Flow and the merchant's own server, which listens at `/systems/webhook`. */
export function systemsRouter(flow: Flow, receiver: Receiver, url: string): Router {
  const router = Router();
  router.post("/systems/webhook", express.text({ type: () => true, limit: "1mb" }), (request, response) => {
    const status = receiver.take({ headers: request.headers, body: String(request.body) });
    // A redirect to where no call from outside should ever come.
    if (status >= 300 && status < 400) response.set("Location", `${url}/control/webhooks`);
    response.status(status).send(status < 300 ? "" : `The receiver was told to answer ${status}.`);
  });
  router.get("/systems", (_request, response) => {
    const main = html`
      <h1>Other systems</h1>
      <p class="quiet">What workflows told Shopify Flow, and the store’s own server at <code>${url}/systems/webhook</code>. Newest first.</p>
      ${table("Shopify Flow", flow.triggers().map(triggerRow))}
      ${table("The store’s own server", receiver.calls().map(callRow))}`;
    response.send(page({ title: "Other systems", place: "systems", main, styles }));
  });
  return router;
}

function table(title: string, rows: readonly ReturnType<typeof html>[]) {
  return html`<h2>${title}</h2>
    ${
      rows.length === 0
        ? html`<p class="quiet">Nothing yet.</p>`
        : html`<table class="card told">
            <thead><tr><th scope="col">When</th><th scope="col">What</th><th scope="col">Answer</th></tr></thead>
            <tbody>${rows}</tbody>
          </table>`
    }`;
}

function triggerRow({ at, handle, payload }: FlowTrigger) {
  return html`<tr>
    <td>${shopTime(new Date(at))}</td>
    <td><details><summary>${handle}</summary><pre>${JSON.stringify(payload, null, 2)}</pre></details></td>
    <td>taken</td>
  </tr>`;
}

function callRow({ at, headers, body, answered }: ReceivedCall) {
  return html`<tr>
    <td>${shopTime(new Date(at))}</td>
    <td><details><summary>${String(headers["idempotency-key"] ?? "a call")}</summary><pre>${body}</pre></details></td>
    <td>${answered}</td>
  </tr>`;
}

const styles = `
.told { width: 100%; border-collapse: collapse; text-align: left; margin: 12px 0 24px; }
.told th, .told td { padding: 10px 16px; border-top: 1px solid var(--line); vertical-align: top; }
.told thead th { border-top: 0; font-weight: 600; }
.told pre { max-width: 60ch; white-space: pre-wrap; overflow-wrap: anywhere; font-size: 12px; }
`;
