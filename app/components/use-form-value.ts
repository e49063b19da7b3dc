import { type RefObject, useEffect, useRef, useState } from "react";

interface FormValue {
  readonly value: string;
  readonly setValue: (value: string) => void;
  /** Goes around the field, which finds its form by it. */
  readonly around: RefObject<HTMLDivElement>;
}

/**
 * What a field of a form says: at first, and whenever its form is reset or something else is saved, what is saved. What
 * was written before the page's script was there is kept: React knows nothing of it, and would write over it later.
 */
export function useFormValue(saved: string): FormValue {
  const [value, setValue] = useState(saved);
  const around = useRef<HTMLDivElement>(null);

  useEffect(() => setValue(saved), [saved]);
  useEffect(() => {
    const field = around.current?.querySelector<HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement>("[name]");
    if (field) setValue(field.value);
  }, []);
  useEffect(() => {
    const form = around.current?.closest("form");
    const discard = () => setValue(saved);
    form?.addEventListener("reset", discard);
    return () => form?.removeEventListener("reset", discard);
  }, [saved]);

  return { value, setValue, around };
}
