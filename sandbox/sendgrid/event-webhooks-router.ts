import express, { type Response, Router } from "express";
import type { EventWebhook, EventWebhooks, WebhookSettings } from "./event-webhooks";
import { publishedSchema, schemaError } from "./published-schema";

const SETTINGS = "/v3/user/webhooks/event/settings";
/** As on a plan that costs something. */
const MOST_WEBHOOKS = 5;

const isSettings = publishedSchema<WebhookSettings>("tsg_webhooks_v3.json", "/components/schemas/EventWebhookRequest");
const isSwitch = publishedSchema<{ enabled: boolean }>(
  "tsg_webhooks_v3.json",
  "/paths/~1v3~1user~1webhooks~1event~1settings~1signed~1{id}/patch/requestBody/content/application~1json/schema",
);

/** The account's event webhooks as SendGrid's v3 API sets them up; requests validated against its description. */
export function eventWebhooksRouter(webhooks: EventWebhooks): Router {
  const router = Router();
  const json = express.json();

  router.get(`${SETTINGS}/all`, (_request, response) => {
    response.json({ max_allowed: MOST_WEBHOOKS, webhooks: webhooks.all().map((webhook) => shown(webhook, true)) });
  });
  router.post(SETTINGS, json, (request, response) => {
    const wish: unknown = request.body;
    if (!isSettings(wish)) return refuse(response, 400, ...(isSettings.errors ?? []).map(schemaError));
    if (!isAddress(wish.url)) return refuse(response, 400, { message: `'${wish.url}' is not a valid url` });
    if (isTaken(response, webhooks, wish.url, null)) return;
    if (webhooks.all().length >= MOST_WEBHOOKS) {
      return refuse(response, 400, {
        message: "You have reached the maximum number of webhooks per your current billing plan.",
      });
    }
    response.status(201).json(shown(webhooks.add(wish), false));
  });
  router.get(`${SETTINGS}/signed/:id`, (request, response) => {
    const webhook = webhooks.find(request.params.id);
    if (webhook) response.json(keyOf(webhook));
    else notFound(response);
  });
  router.patch(`${SETTINGS}/signed/:id`, json, (request, response) => {
    const wish: unknown = request.body;
    if (!isSwitch(wish)) return refuse(response, 400, ...(isSwitch.errors ?? []).map(schemaError));
    const webhook = webhooks.change(request.params.id, { isSigned: wish.enabled });
    if (webhook) response.json(keyOf(webhook));
    else notFound(response);
  });
  router.get(`${SETTINGS}/:id`, (request, response) => {
    const webhook = webhooks.find(request.params.id);
    if (!webhook) return notFound(response);
    const { created_date, updated_date, ...rest } = shown(webhook, true);
    response.json(rest);
  });
  router.patch(`${SETTINGS}/:id`, json, (request, response) => {
    const wish: unknown = request.body;
    if (!isSettings(wish)) return refuse(response, 400, ...(isSettings.errors ?? []).map(schemaError));
    const known = webhooks.find(request.params.id);
    if (!known) return notFound(response);
    if (isTaken(response, webhooks, wish.url, known.id)) return;
    const webhook = webhooks.change(known.id, { settings: { ...known.settings, ...wish } });
    if (webhook) response.json(shown(webhook, false));
  });
  router.delete(`${SETTINGS}/:id`, (request, response) => {
    if (webhooks.remove(request.params.id)) response.status(204).end();
    else notFound(response);
  });
  return router;
}

function shown({ id, settings, created, updated, isSigned, publicKey }: EventWebhook, withKey: boolean) {
  const choices = {
    enabled: settings.enabled ?? true,
    url: settings.url,
    group_resubscribe: settings.group_resubscribe ?? false,
    delivered: settings.delivered ?? false,
    group_unsubscribe: settings.group_unsubscribe ?? false,
    spam_report: settings.spam_report ?? false,
    bounce: settings.bounce ?? false,
    deferred: settings.deferred ?? false,
    unsubscribe: settings.unsubscribe ?? false,
    processed: settings.processed ?? false,
    open: settings.open ?? false,
    click: settings.click ?? false,
    dropped: settings.dropped ?? false,
    friendly_name: settings.friendly_name ?? null,
  };
  const key = withKey && isSigned ? { public_key: publicKey } : {};
  return { ...choices, id, ...key, created_date: created, updated_date: updated };
}

const keyOf = ({ id, isSigned, publicKey }: EventWebhook) => ({ id, public_key: isSigned ? publicKey : "" });

const isAddress = (url: string) => URL.canParse(url) && /^https?:/.test(url);

/** No two webhooks lead to one address. Says so, with the id of the one that is there. */
function isTaken(response: Response, webhooks: EventWebhooks, url: string, except: string | null): boolean {
  const other = webhooks.all().find((one) => one.settings.url === url && one.id !== except);
  if (!other) return false;
  refuse(response, 400, {
    id: other.id,
    message: `Webhook at '${url}' already exists. Please provide a unique URL.`,
    url,
  });
  return true;
}

const notFound = (response: Response) => refuse(response, 404, { message: "Invalid id provided." });

function refuse(response: Response, status: number, ...errors: object[]): void {
  response.status(status).json({ errors });
}
