import { readFileSync } from "node:fs";
import { Ajv2020, type ErrorObject, type ValidateFunction } from "ajv/dist/2020.js";
import addFormats from "ajv-formats";

/** One entry of SendGrid's error answer. */
export interface SendGridError {
  readonly message: string;
  readonly field: string | null;
  readonly help: string | null;
}

/**
 * Whether something is as a schema of SendGrid's published OpenAPI description says, in which unknown properties are
 * refused. `file` lies in openapi/; `pointer` is the schema's JSON pointer in it.
 */
export function publishedSchema<T>(file: string, pointer: string): ValidateFunction<T> {
  const published: unknown = JSON.parse(readFileSync(new URL(`./openapi/${file}`, import.meta.url), "utf8"));
  const ajv = new Ajv2020({ allErrors: true, strict: false });
  addFormats.default(ajv);
  ajv.addSchema(refuseUnknown(published) as object, "sendgrid");
  return ajv.compile<T>({ $ref: `sendgrid#${pointer}` });
}

/** A copy of a schema in which each object that lists its properties allows no others. */
function refuseUnknown(node: unknown): unknown {
  if (Array.isArray(node)) return node.map(refuseUnknown);
  if (typeof node !== "object" || node === null) return node;
  const copy = Object.fromEntries(Object.entries(node).map(([key, value]) => [key, refuseUnknown(value)]));
  const listsProperties = copy.type === "object" && typeof copy.properties === "object";
  return listsProperties && !("additionalProperties" in copy) ? { ...copy, additionalProperties: false } : copy;
}

/** What is wrong, as SendGrid would say it. */
export function schemaError(error: ErrorObject): SendGridError {
  const at = error.instancePath.split("/").slice(1);
  if (error.keyword === "additionalProperties") at.push(String(error.params.additionalProperty));
  if (error.keyword === "required") at.push(String(error.params.missingProperty));
  const message =
    error.keyword === "additionalProperties" ? "is not a known property" : (error.message ?? "is invalid");
  return { message: `${at.join(".") || "The body"} ${message}`, field: at.join(".") || null, help: null };
}
