import { TextField, type TextFieldProps } from "@shopify/polaris";
import { useEffect, useId, useRef, useState } from "react";

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
  const [text, setText] = useState(saved);
  const id = useId();
  const around = useRef<HTMLDivElement>(null);

  useEffect(() => setText(saved), [saved]);
  useEffect(() => {
    const form = around.current?.closest("form");
    const discard = () => setText(saved);
    form?.addEventListener("reset", discard);
    return () => form?.removeEventListener("reset", discard);
  }, [saved]);

  return (
    <div ref={around}>
      <TextField {...field} id={id} autoComplete={autoComplete} value={text} onChange={setText} />
    </div>
  );
}
