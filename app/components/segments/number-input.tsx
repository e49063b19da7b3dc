import { TextField } from "@shopify/polaris";
import { useEffect, useState } from "react";

interface NumberInputProps {
  /** Said to a screen reader; beside it the row reads as a sentence. */
  readonly label: string;
  /** NaN while nothing, or no number, is written. */
  readonly value: number;
  readonly onChange: (value: number) => void;
  readonly error: string | undefined;
  readonly min?: number;
  readonly step?: number;
  readonly prefix?: string;
  readonly suffix?: string;
}

/** A number in a row: it keeps what is being written until it is a number again. */
export function NumberInput({ label, value, onChange, error, min = 0, ...field }: NumberInputProps) {
  const [text, setText] = useState(textOf(value));
  useEffect(() => {
    setText((before) => (Object.is(numberOf(before), value) ? before : textOf(value)));
  }, [value]);
  return (
    <div style={{ width: field.prefix ? "9rem" : "7rem" }}>
      <TextField
        {...field}
        label={label}
        labelHidden
        type="number"
        min={min}
        autoComplete="off"
        value={text}
        error={error}
        onChange={(next) => {
          setText(next);
          onChange(numberOf(next));
        }}
      />
    </div>
  );
}

function textOf(value: number): string {
  return Number.isNaN(value) ? "" : String(value);
}

function numberOf(text: string): number {
  return text.trim() === "" ? Number.NaN : Number(text);
}
