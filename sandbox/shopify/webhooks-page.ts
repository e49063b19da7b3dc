import { Router } from "express";
import { html } from "../html";
import { page } from "../page";
import { shopTime } from "../shop-time";
import type { WebhookDelivery, Webhooks } from "./webhooks";

/** `GET /webhooks`: what Shopify told the app, and what the app answered. */
export function webhooksRouter(webhooks: Webhooks): Router {
  const router = Router();
  router.get("/webhooks", (_request, response) => {
    const deliveries = webhooks.log();
    const main = html`
      <h1>Webhooks</h1>
      <p class="quiet">Newest first. Each is signed as Shopify signs it, and tried again until the app answers 200.</p>
      ${
        deliveries.length === 0
          ? html`<section class="card empty"><h2>None yet</h2><p class="quiet">Begin a checkout in the <a href="/">storefront</a>.</p></section>`
          : html`<table class="card hooks">
              <thead><tr><th scope="col">Topic</th><th scope="col">Triggered</th><th scope="col">Outcome</th><th scope="col">Answers</th></tr></thead>
              <tbody>${deliveries.map(row)}</tbody>
            </table>`
      }`;
    response.send(page({ title: "Webhooks", place: "webhooks", main, styles }));
  });
  return router;
}

function row(delivery: WebhookDelivery) {
  return html`<tr>
    <td><details><summary>${delivery.topic}</summary><pre>${delivery.body}</pre></details></td>
    <td>${shopTime(new Date(delivery.triggeredAt))}</td>
    <td>${delivery.status}</td>
    <td>${delivery.attempts.map((attempt) => attempt.answer).join(", ") || "–"}</td>
  </tr>`;
}

const styles = `
.hooks { width: 100%; border-collapse: collapse; text-align: left; margin-top: 12px; }
.hooks th, .hooks td { padding: 10px 16px; border-top: 1px solid var(--line); vertical-align: top; }
.hooks thead th { border-top: 0; font-weight: 600; }
.hooks pre { max-width: 60ch; white-space: pre-wrap; overflow-wrap: anywhere; font-size: 12px; }
.empty { text-align: center; padding: 56px 16px; }
`;
