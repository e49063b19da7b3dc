/** Keeps a value as a parameter of a query; what it returns stands for it in the text: "$3::text[]". */
export type Binder = (value: unknown, type: SqlType) => string;

type SqlType =
  | "int"
  | "bigint"
  | "float8"
  | "numeric"
  | "text"
  | "uuid"
  | "timestamptz"
  | "text[]"
  | "uuid[]"
  | "float8[]";

/** A binder that puts its values into `values`, in order. */
export function binder(values: unknown[]): Binder {
  return (value, type) => `$${values.push(value)}::${type}`;
}
