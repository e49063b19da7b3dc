import { z } from "zod";
import { apiEvent, MOST_API_EVENTS } from "./api-event";
import { BURST, PER_SECOND } from "./api-keys";
import { MOST_API_BYTES } from "./public-api";

const problem = z
  .strictObject({
    place: z.string().meta({ description: "A JSON pointer into the body (RFC 6901).", examples: ["/2/contact/email"] }),
    reason: z.string(),
  })
  .meta({ id: "Problem" });

const refusal = z
  .strictObject({ reason: z.string(), problems: z.array(problem) })
  .meta({ id: "Refusal", description: "Why nothing was kept." });

const receipt = z
  .strictObject({
    accepted: z.int().min(1),
    refused: z.int().min(0),
    events: z.array(
      z.union([
        z.strictObject({ accepted: z.literal(true) }),
        z.strictObject({ accepted: z.literal(false), problems: z.array(problem) }),
      ]),
    ),
  })
  .meta({ id: "Receipt", description: "A verdict on each event, in the order in which they were sent." });

const registry = z.registry<{ id: string }>();
for (const schema of [apiEvent, problem, refusal, receipt]) registry.add(schema, { id: schema.meta()?.id ?? "" });
const { schemas } = z.toJSONSchema(registry, { io: "input", uri: (id) => `#/components/schemas/${id}` });
// Inside an OpenAPI document a schema is named by its place; its dialect is the document's.
for (const schema of Object.values(schemas)) {
  delete schema.$id;
  delete schema.$schema;
}

const quiz = {
  id: "quiz-8731",
  event: "quiz.finished",
  occurredAt: "2026-11-23T12:00:00Z",
  contact: { email: "ada@example.com" },
  properties: { result: "dry skin", score: 7, wantsSamples: true },
  profile: { firstName: "Ada", country: "DE", custom: { skinType: "dry" } },
};
const stock = {
  event: "stock.requested",
  contact: { email: "ada@example.com" },
  properties: { productId: "8800000001009", variantId: "47000000001013" },
};
const visit = { event: "Visited the shop in Berlin", contact: { customerId: "6940095283" } };

const refused = (description: string, reason: string, more: object = {}) => ({
  description,
  ...more,
  content: {
    "application/json": {
      schema: { $ref: "#/components/schemas/Refusal" },
      example: { reason, problems: [] },
    },
  },
});
const retryAfter = { headers: { "Retry-After": { description: "Seconds to wait.", schema: { type: "integer" } } } };

/** The public events API as OpenAPI 3.1, made from the schemas that check it. Its copy is docs/openapi.json. */
export const openApi = {
  openapi: "3.1.0",
  info: {
    title: "Waypost events",
    version: "1",
    description: [
      "Tell Waypost what happened in your other systems: it appears on the contact's timeline, and profile fields are kept.",
      `One key may send ${BURST} requests at once and ${PER_SECOND} a second; a request holds up to ${MOST_API_EVENTS} events.`,
      "From server to server only: there is no CORS, because a key in a page would be everybody's.",
      "Consent cannot be told here; it is the person's own word, given to the store.",
    ].join(" "),
    license: { name: "MIT", identifier: "MIT" },
  },
  servers: [{ url: "/" }],
  security: [{ key: [] }],
  paths: {
    "/api/events": {
      post: {
        operationId: "sendEvents",
        summary: `Send one event, or up to ${MOST_API_EVENTS}`,
        requestBody: {
          required: true,
          content: {
            "application/json": {
              schema: {
                oneOf: [
                  { $ref: "#/components/schemas/Event" },
                  {
                    type: "array",
                    minItems: 1,
                    maxItems: MOST_API_EVENTS,
                    items: { $ref: "#/components/schemas/Event" },
                  },
                ],
              },
              examples: {
                one: { summary: "One event", value: quiz },
                batch: { summary: "A batch", value: [quiz, visit] },
                stock: { summary: "Tell me when it is back", value: stock },
              },
            },
          },
        },
        responses: {
          "202": {
            description:
              "At least one event is kept for good. Each has a verdict; a refused one can be corrected and sent again.",
            content: {
              "application/json": {
                schema: { $ref: "#/components/schemas/Receipt" },
                example: {
                  accepted: 1,
                  refused: 1,
                  events: [
                    { accepted: true },
                    { accepted: false, problems: [{ place: "/1/contact/email", reason: "is not an e-mail address" }] },
                  ],
                },
              },
            },
          },
          "400": refused(
            "Nothing was kept: the body, or every event in it, is not as described.",
            "The batch is empty.",
          ),
          "401": refused("The key is missing, wrong or revoked.", "The key is missing, wrong or revoked."),
          "405": refused("Another method than POST.", "Send events by POST."),
          "413": refused("The body is too large.", `The body is larger than ${MOST_API_BYTES / 1024} KB.`),
          "429": refused("Too many requests with this key.", "Too many requests with this key.", retryAfter),
          "503": refused("Waypost could not store it. Nothing was kept.", "Not stored. Send it again.", retryAfter),
        },
      },
    },
  },
  components: {
    securitySchemes: {
      key: { type: "http", scheme: "bearer", description: "A key from Settings → Keys; it begins with wp_." },
    },
    schemas,
  },
};
