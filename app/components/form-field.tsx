import { TextField, type TextFieldProps } from "@shopify/polaris";
import { useId } from "react";
import { useFormValue } from "./use-form-value";

type FormFieldProps = Pick<
  TextFieldProps,
  | "label"
  | "type"
  | "helpText"
  | "placeholder"
  | "multiline"
  | "min"
  | "max"
  | "suffix"
  | "maxLength"
  | "requiredIndicator"
> & {
  readonly name: string;
  /** What is saved; the field goes back to it when changes are discarded. */
  readonly saved: string;
  readonly error?: string | undefined;
  readonly autoComplete?: string;
};

/** A Polaris text field that keeps its own text, so that a form is read by name when it is sent. */
export function FormField({ saved, autoComplete = "off", ...field }: FormFieldProps) {
  const { value, setValue, around } = useFormValue(saved);
  const id = useId();

  return (
    <div ref={around}>
      <TextField {...field} id={id} autoComplete={autoComplete} value={value} onChange={setValue} />
    </div>
  );
}
