import { Select, type SelectProps } from "@shopify/polaris";
import { useId } from "react";
import { useFormValue } from "./use-form-value";

type FormSelectProps = Pick<SelectProps, "label" | "options" | "helpText"> & {
  readonly name: string;
  /** What is saved, or chosen by the address; the field goes back to it when changes are discarded. */
  readonly saved: string;
  readonly error?: string | undefined;
};

/** A Polaris select that keeps its own choice, so that a form is read by name when it is sent. */
export function FormSelect({ saved, error, ...field }: FormSelectProps) {
  const { value, setValue, around } = useFormValue(saved);
  const id = useId();

  return (
    <div ref={around}>
      <Select {...field} id={id} value={value} onChange={setValue} {...(error !== undefined && { error })} />
    </div>
  );
}
