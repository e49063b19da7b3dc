import { Checkbox, type CheckboxProps } from "@shopify/polaris";
import { useEffect, useId, useRef, useState } from "react";

type FormCheckboxProps = Pick<CheckboxProps, "label" | "helpText"> & { readonly name: string };

/** A Polaris checkbox that keeps its own tick and begins without one; sent as "true" when it is ticked. */
export function FormCheckbox(field: FormCheckboxProps) {
  const [isTicked, setIsTicked] = useState(false);
  const id = useId();
  const around = useRef<HTMLDivElement>(null);

  useEffect(() => {
    const form = around.current?.closest("form");
    const discard = () => setIsTicked(false);
    form?.addEventListener("reset", discard);
    return () => form?.removeEventListener("reset", discard);
  }, []);

  return (
    <div ref={around}>
      <Checkbox {...field} id={id} value="true" checked={isTicked} onChange={setIsTicked} />
    </div>
  );
}
