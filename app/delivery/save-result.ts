import { z } from "zod";

/** Whether a form was saved; otherwise one sentence for each field at fault. */
export type SaveResult<Field extends string> =
  | { readonly ok: true }
  | { readonly ok: false; readonly errors: Readonly<Partial<Record<Field, string>>> };

/** What is wrong with a form, the first fault of each field. */
export function refused<Field extends string>(error: z.ZodError, fields: readonly Field[]): SaveResult<Field> {
  const found: Readonly<Record<string, readonly string[] | undefined>> = z.flattenError(error).fieldErrors;
  const errors: Partial<Record<Field, string>> = {};
  for (const field of fields) {
    const [first] = found[field] ?? [];
    if (first) errors[field] = first;
  }
  return { ok: false, errors };
}
