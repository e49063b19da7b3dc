import { Select, type SelectProps } from "@shopify/polaris";
import { useEffect, useId, useRef, useState } from "react";

type FormSelectProps = Pick<SelectProps, "label" | "options" | "helpText"> & {
  readonly name: string;
  /** What is saved, or chosen by the address; the field goes back to it when changes are discarded. */
  readonly saved: string;
  readonly error?: string | undefined;
};

/** A Polaris select that keeps its own choice, so that a form is read by name when it is sent. */
export function FormSelect({ saved, error, ...field }: FormSelectProps) {
  const [choice, setChoice] = useState(saved);
  const id = useId();
  const around = useRef<HTMLDivElement>(null);

  useEffect(() => setChoice(saved), [saved]);
  useEffect(() => {
    const form = around.current?.closest("form");
    const discard = () => setChoice(saved);
    form?.addEventListener("reset", discard);
    return () => form?.removeEventListener("reset", discard);
  }, [saved]);

  return (
    <div ref={around}>
      <Select {...field} id={id} value={choice} onChange={setChoice} {...(error !== undefined && { error })} />
    </div>
  );
}
