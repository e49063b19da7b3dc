import { publishedSchema, type SendGridError, schemaError } from "./published-schema";

interface Address {
  readonly email: string;
  readonly name?: string;
}

export interface Personalization {
  readonly from?: Address;
  readonly to: readonly Address[];
  readonly cc?: readonly Address[];
  readonly bcc?: readonly Address[];
  readonly subject?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly custom_args?: Readonly<Record<string, string>>;
  readonly send_at?: number;
}

/** The part of a valid `POST /v3/mail/send` body that the sandbox reads. */
export interface SendRequest {
  readonly personalizations: readonly Personalization[];
  readonly from: Address;
  readonly reply_to?: Address;
  readonly subject?: string;
  readonly content?: readonly { readonly type: string; readonly value: string }[];
  readonly template_id?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly categories?: readonly string[];
  readonly send_at?: number;
  readonly mail_settings?: { readonly sandbox_mode?: { readonly enable?: boolean } };
}

const matchesSchema = publishedSchema<SendRequest>(
  "tsg_mail_v3.json",
  "/components/requestBodies/PostMailSend/content/application~1json/schema",
);

/**
 * Reads a `POST /v3/mail/send` body against SendGrid's published OpenAPI description, in which
 * unknown properties are refused, and against the rules that its prose adds.
 */
export function parseSendRequest(body: unknown): { request: SendRequest } | { errors: readonly SendGridError[] } {
  if (!matchesSchema(body)) return { errors: (matchesSchema.errors ?? []).map(schemaError) };
  const errors = [...brokenRules(body)];
  return errors.length === 0 ? { request: body } : { errors };
}

const HELP = "http://sendgrid.com/docs/API_Reference/Web_API_v3/Mail/errors.html#message.";
const RESERVED_HEADERS = new Set([
  ...["x-sg-id", "x-sg-eid", "received", "dkim-signature", "content-type", "content-transfer-encoding"],
  ...["to", "from", "subject", "reply-to", "cc", "bcc"],
]);
const MAX_CUSTOM_ARGS_BYTES = 10_000;
const MAX_RECIPIENTS = 1_000;
const MAX_AHEAD_SECONDS = 72 * 60 * 60;

/** What the description says in prose only: docs.sendgrid.com, "Mail Send" and its list of errors. */
function* brokenRules(request: SendRequest): Generator<SendGridError> {
  const error = (field: string, message: string, topic: string) => ({ message, field, help: HELP + topic });

  if (request.personalizations.length === 0) {
    yield error(
      "personalizations",
      "The personalizations field is required and must have at least one entry.",
      "personalizations",
    );
  }
  if (!request.template_id && !request.content?.length) {
    yield error("content", "Unless a valid template_id is provided, the content parameter is required.", "content");
  }
  const types = request.content?.map(({ type }) => type) ?? [];
  if (types.includes("text/plain") && types.indexOf("text/plain") !== 0) {
    yield error("content", "If present, text/plain must be first, followed by text/html.", "content");
  }
  if (new Set(types).size !== types.length) {
    yield error("content", "If present, text/plain and text/html may only be provided once.", "content");
  }
  yield* brokenHeaders(request.headers ?? {}, "headers");

  let recipients = 0;
  for (const [index, personalization] of request.personalizations.entries()) {
    const at = `personalizations.${index}`;
    const addresses = allRecipients(personalization).map(({ email }) => email.toLowerCase());
    recipients += addresses.length;
    if (personalization.to.length === 0) {
      yield error(`${at}.to`, "The to array is required and must have at least one recipient.", "personalizations.to");
    }
    if (new Set(addresses).size !== addresses.length) {
      yield error(
        at,
        "Each email address in the personalization block should be unique between to, cc, and bcc.",
        "recipient-errors",
      );
    }
    if (!personalization.subject && !request.subject && !request.template_id) {
      yield error(
        `${at}.subject`,
        "The subject is required. It can be set for the message or for each personalization.",
        "subject",
      );
    }
    yield* brokenHeaders(personalization.headers ?? {}, `${at}.headers`);
    yield* brokenCustomArgs(personalization.custom_args ?? {}, `${at}.custom_args`);
    const sendAt = personalization.send_at ?? request.send_at ?? 0;
    if (sendAt - Date.now() / 1000 > MAX_AHEAD_SECONDS) {
      yield error(`${at}.send_at`, "Scheduling more than 72 hours in advance is not permitted.", "send_at");
    }
  }
  if (recipients > MAX_RECIPIENTS) {
    yield error(
      "personalizations",
      `The total number of recipients must be no more than ${MAX_RECIPIENTS}.`,
      "recipient-errors",
    );
  }
}

function* brokenHeaders(headers: Readonly<Record<string, unknown>>, at: string): Generator<SendGridError> {
  for (const [name, value] of Object.entries(headers)) {
    const field = `${at}.${name}`;
    if (RESERVED_HEADERS.has(name.toLowerCase())) {
      yield { field, message: `The header ${name} is reserved and may not be set.`, help: `${HELP}headers` };
    }
    if (typeof value !== "string" || /[\r\n]/.test(value)) {
      yield { field, message: "Header values must be strings on one line.", help: `${HELP}headers` };
    }
  }
}

function* brokenCustomArgs(customArgs: Readonly<Record<string, unknown>>, at: string): Generator<SendGridError> {
  for (const [name, value] of Object.entries(customArgs)) {
    if (typeof value !== "string") {
      yield { field: `${at}.${name}`, message: "Custom argument values must be strings.", help: `${HELP}custom_args` };
    }
  }
  if (Buffer.byteLength(JSON.stringify(customArgs)) > MAX_CUSTOM_ARGS_BYTES) {
    const message = `The custom_args may not exceed ${MAX_CUSTOM_ARGS_BYTES} bytes.`;
    yield { field: at, message, help: `${HELP}custom_args` };
  }
}

/** Everyone whom a personalization is sent to. */
export function allRecipients({ to, cc = [], bcc = [] }: Personalization): readonly Address[] {
  return [...to, ...cc, ...bcc];
}
