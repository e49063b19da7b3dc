import { Select, TextField } from "@shopify/polaris";
import type { ConditionForm } from "~/reports/condition-form";
import type { SimpleCondition } from "~/workflows/condition";
import { NumberInput } from "../segments/number-input";
import { blankField } from "./condition-kinds";
import { OneOf } from "./one-of";

interface FieldValuesProps {
  readonly asked: Extract<SimpleCondition, { is: "field" }>;
  readonly onChange: (asked: SimpleCondition) => void;
  readonly form: ConditionForm;
}

const comparisons = [
  { value: "at-least", label: "at least" },
  { value: "at-most", label: "at most" },
  { value: "is", label: "exactly" },
] as const;

/** A condition on a field of what happened: which, and how much or what. */
export function FieldValues({ asked, onChange, form }: FieldValuesProps) {
  const field = form.fields.find(({ value }) => value === asked.field);
  const opOf = (chosen: string) => comparisons.find(({ value }) => value === chosen)?.value ?? "at-least";
  return (
    <>
      <OneOf
        label="Field"
        from={form.fields}
        value={asked.field}
        onChange={(chosen) => {
          const next = form.fields.find(({ value }) => value === chosen);
          if (next) onChange(blankField(next));
        }}
      />
      {field && field.type !== "text" && (
        <>
          <Select
            label="Bound"
            labelHidden
            options={[...comparisons]}
            value={asked.op}
            onChange={(op) => onChange({ ...asked, op: opOf(op) })}
          />
          <Amount asked={asked} onChange={onChange} form={form} isMoney={field.type === "money"} />
        </>
      )}
      {field?.type === "text" && field.choices.length > 0 && (
        <OneOf
          label="Value"
          from={field.choices}
          value={String(asked.value)}
          onChange={(value) => onChange({ ...asked, op: "is", value })}
        />
      )}
      {field?.type === "text" && field.choices.length === 0 && (
        <TextField
          label="Value"
          labelHidden
          autoComplete="off"
          maxLength={200}
          value={String(asked.value)}
          onChange={(value) => onChange({ ...asked, op: "is", value })}
        />
      )}
    </>
  );
}

function Amount({ asked, onChange, form, isMoney }: FieldValuesProps & { readonly isMoney: boolean }) {
  const minor = isMoney ? 10 ** form.currencyDigits : 1;
  return (
    <NumberInput
      label="Amount"
      {...(isMoney && { prefix: form.currency })}
      step={1}
      value={Number(asked.value) / minor}
      onChange={(amount) => onChange({ ...asked, value: isMoney ? Math.round(amount * minor) : amount })}
      error={undefined}
    />
  );
}
