import { Button, InlineStack, Select } from "@shopify/polaris";
import { DeleteIcon } from "@shopify/polaris-icons";
import type { ConditionForm } from "~/reports/condition-form";
import type { Condition } from "~/workflows/condition";
import { blankCondition, joined, parts } from "./condition-kinds";
import { ConditionValues } from "./condition-values";

interface ConditionRowProps {
  readonly condition: Condition;
  readonly onChange: (condition: Condition) => void;
  readonly form: ConditionForm;
  /** Absent where there must be one. */
  readonly onRemove?: () => void;
}

/** One condition, in a row that reads as a sentence. */
export function ConditionRow({ condition, onChange, form, onRemove }: ConditionRowProps) {
  const { asked, isNot } = parts(condition);
  const change = (chosen: string) => {
    const kind = form.kinds.find(({ value }) => value === chosen)?.value;
    const blank = kind && blankCondition(kind, form);
    if (blank) onChange(joined(blank, isNot));
  };
  // What was saved stays a choice, even where the segment or mail that it names has gone since.
  const isOffered = form.kinds.some(({ value }) => value === asked.is);
  return (
    <InlineStack gap="200" align="space-between" blockAlign="start" wrap={false}>
      <InlineStack gap="200" align="start" blockAlign="start">
        <Select
          label="Condition"
          labelHidden
          options={[...form.kinds, ...(isOffered ? [] : [{ value: asked.is, label: asked.is.replaceAll("-", " ") }])]}
          value={asked.is}
          onChange={change}
        />
        <Select
          label="Whether it must be so"
          labelHidden
          options={[
            { value: "so", label: "is so" },
            { value: "not", label: "is not so" },
          ]}
          value={isNot ? "not" : "so"}
          onChange={(chosen) => onChange(joined(asked, chosen === "not"))}
        />
        <ConditionValues key={asked.is} asked={asked} onChange={(next) => onChange(joined(next, isNot))} form={form} />
      </InlineStack>
      {onRemove && (
        <Button variant="tertiary" icon={DeleteIcon} accessibilityLabel="Remove this condition" onClick={onRemove} />
      )}
    </InlineStack>
  );
}
