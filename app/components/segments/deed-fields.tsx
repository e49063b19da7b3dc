import { InlineStack, Select } from "@shopify/polaris";
import type { About, Times, When } from "~/contacts/segments/expression";
import { NumberInput } from "./number-input";
import { useErrorAt } from "./rule-form";
import { ValuePicker } from "./value-picker";

interface FieldProps<T> {
  readonly value: T;
  readonly onChange: (value: T) => void;
  /** Where it stands in the rule, for what is wrong with it. */
  readonly path: string;
}

/** "at least 2 times" */
export function TimesFields({ value, onChange, path }: FieldProps<Times>) {
  return (
    <InlineStack gap="200" align="start" blockAlign="start" wrap={false}>
      <Select
        label="How often: bound"
        labelHidden
        options={[
          { value: "least", label: "at least" },
          { value: "most", label: "at most" },
          { value: "exactly", label: "exactly" },
        ]}
        value={value.at}
        onChange={(at) => onChange({ ...value, at: at === "most" || at === "exactly" ? at : "least" })}
      />
      <NumberInput
        label="How often"
        suffix={value.count === 1 ? "time" : "times"}
        value={value.count}
        onChange={(count) => onChange({ ...value, count })}
        error={useErrorAt(path)}
      />
    </InlineStack>
  );
}

/** "in the last 30 days" */
export function WhenFields({ value, onChange, path }: FieldProps<When>) {
  const error = useErrorAt(path);
  const days = value.in === "ever" ? 30 : value.days;
  return (
    <InlineStack gap="200" align="start" blockAlign="start" wrap={false}>
      <Select
        label="When"
        labelHidden
        options={[
          { value: "last", label: "in the last" },
          { value: "before", label: "longer ago than" },
          { value: "ever", label: "at any time" },
        ]}
        value={value.in}
        onChange={(chosen) =>
          onChange(chosen === "last" || chosen === "before" ? { in: chosen, days } : { in: "ever" })
        }
      />
      {value.in !== "ever" && (
        <NumberInput
          label="Days"
          min={1}
          suffix={value.days === 1 ? "day" : "days"}
          value={value.days}
          onChange={(days) => onChange({ ...value, days })}
          error={error}
        />
      )}
    </InlineStack>
  );
}

/** "something of the collection Lamps" */
export function AboutFields({ value, onChange, path }: FieldProps<About>) {
  const error = useErrorAt(path);
  const empty: Record<About["kind"], About> = {
    any: { kind: "any" },
    product: { kind: "product", of: [] },
    collection: { kind: "collection", of: [] },
    tag: { kind: "tag", of: [] },
  };
  return (
    <>
      <Select
        label="Which products"
        labelHidden
        options={[
          { value: "any", label: "any product" },
          { value: "product", label: "one of these products" },
          { value: "collection", label: "something of the collection" },
          { value: "tag", label: "something tagged" },
        ]}
        value={value.kind}
        onChange={(kind) => onChange(Object.values(empty).find((one) => one.kind === kind) ?? empty.any)}
      />
      {value.kind === "product" && (
        <ValuePicker
          label="Products"
          from="product"
          chosen={value.of.map(({ id, name }) => ({ value: id, label: name }))}
          onChange={(chosen) => onChange({ ...value, of: chosen.map(({ value: id, label }) => ({ id, name: label })) })}
          error={error}
        />
      )}
      {(value.kind === "collection" || value.kind === "tag") && (
        <ValuePicker
          label={value.kind === "collection" ? "Collections" : "Product tags"}
          from={value.kind === "collection" ? "collection" : "product-tag"}
          chosen={value.of.map((name) => ({ value: name, label: name }))}
          onChange={(chosen) => onChange({ ...value, of: chosen.map(({ value: name }) => name) })}
          error={error}
        />
      )}
    </>
  );
}

/** "at least" or "at most". */
export function BoundField({
  label,
  value,
  onChange,
}: {
  readonly label: string;
  readonly value: "least" | "most";
  readonly onChange: (value: "least" | "most") => void;
}) {
  return (
    <Select
      label={label}
      labelHidden
      options={[
        { value: "least", label: "at least" },
        { value: "most", label: "at most" },
      ]}
      value={value}
      onChange={(at) => onChange(at === "most" ? "most" : "least")}
    />
  );
}
