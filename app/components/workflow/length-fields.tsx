import { InlineGrid } from "@shopify/polaris";
import type { Length } from "~/reports/workflow-panel";
import { FormField } from "../form-field";
import { FormSelect } from "../form-select";

interface LengthFieldsProps {
  readonly label: string;
  readonly length: Length;
  readonly helpText?: string;
}

/** A number and its unit, sent as "amount" and "unit". */
export function LengthFields({ label, length, helpText }: LengthFieldsProps) {
  return (
    <InlineGrid columns={2} gap="200" alignItems="start">
      <FormField name="amount" label={label} type="number" min={1} saved={String(length.amount)} helpText={helpText} />
      <FormSelect
        name="unit"
        label="Unit"
        options={[
          { value: "minutes", label: "minutes" },
          { value: "hours", label: "hours" },
          { value: "days", label: "days" },
        ]}
        saved={length.unit}
      />
    </InlineGrid>
  );
}
