import { z } from "zod";

/** A test on one field of the event that started the run; `properties.x` reaches into a custom event. */
export const fieldTest = z.strictObject({
  field: z.string().regex(/^[A-Za-z][\w.]{0,79}$/, "a field's name is letters, digits, dots and underscores"),
  op: z.enum(["is", "is-not", "at-least", "at-most", "contains"]),
  value: z.union([z.string().max(200), z.number(), z.boolean()]),
});

export type FieldTest = z.infer<typeof fieldTest>;
export type FieldValue = string | number | boolean | null;

/** The field of an event's data, when it is a plain value; else null. Never reads what an object inherits. */
export function fieldOf(data: object, path: string): FieldValue {
  let value: unknown = data;
  for (const key of path.split(".")) {
    if (typeof value !== "object" || value === null || !Object.hasOwn(value, key)) return null;
    value = Reflect.get(value, key);
  }
  return isPlain(value) ? value : null;
}

/** Whether a field's value passes. Numbers compare as numbers, texts without regard to case. */
export function passes({ op, value }: FieldTest, found: FieldValue): boolean {
  switch (op) {
    case "is":
      return isSame(found, value);
    case "is-not":
      return !isSame(found, value);
    case "at-least":
      return typeof found === "number" && found >= Number(value);
    case "at-most":
      return typeof found === "number" && found <= Number(value);
    case "contains":
      return typeof found === "string" && found.toLowerCase().includes(String(value).toLowerCase());
  }
}

const isPlain = (value: unknown): value is FieldValue =>
  value === null || typeof value === "string" || typeof value === "number" || typeof value === "boolean";

function isSame(found: FieldValue, value: FieldValue): boolean {
  return typeof found === "string" && typeof value === "string"
    ? found.toLowerCase() === value.toLowerCase()
    : found === value;
}
