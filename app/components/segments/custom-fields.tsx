import { Select, TextField } from "@shopify/polaris";
import type { Condition } from "~/contacts/segments/expression";
import { NumberInput } from "./number-input";
import { useErrorAt } from "./rule-form";
import { ValuePicker } from "./value-picker";

type Custom = Extract<Condition, { is: "custom" }>;

/** "points at least 100": a field that another system told us, by the name that it gave. */
export function CustomFields({
  condition,
  onChange,
  path,
}: {
  readonly condition: Custom;
  readonly onChange: (condition: Custom) => void;
  readonly path: string;
}) {
  const { test } = condition;
  const fieldError = useErrorAt(`${path}.field`);
  const testError = useErrorAt(`${path}.test`);
  const tests: Record<Custom["test"]["at"], Custom["test"]> = {
    "one-of": { at: "one-of", of: [] },
    least: { at: "least", number: Number.NaN },
    most: { at: "most", number: Number.NaN },
    known: { at: "known" },
  };
  return (
    <>
      <TextField
        label="Name of the field"
        labelHidden
        placeholder="points"
        autoComplete="off"
        value={condition.field}
        onChange={(field) => onChange({ ...condition, field })}
        error={fieldError}
      />
      <Select
        label="Test"
        labelHidden
        options={[
          { value: "one-of", label: "is one of" },
          { value: "least", label: "is at least" },
          { value: "most", label: "is at most" },
          { value: "known", label: "is known" },
        ]}
        value={test.at}
        onChange={(at) =>
          onChange({ ...condition, test: Object.values(tests).find((one) => one.at === at) ?? tests.known })
        }
      />
      {test.at === "one-of" && (
        <ValuePicker
          label="Values"
          from="free"
          chosen={test.of.map((value) => ({ value, label: value }))}
          onChange={(chosen) => onChange({ ...condition, test: { ...test, of: chosen.map(({ value }) => value) } })}
          error={testError}
        />
      )}
      {(test.at === "least" || test.at === "most") && (
        <NumberInput
          label="Number"
          min={Number.MIN_SAFE_INTEGER}
          value={test.number}
          onChange={(number) => onChange({ ...condition, test: { ...test, number } })}
          error={testError}
        />
      )}
    </>
  );
}
