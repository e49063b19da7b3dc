import { BlockStack, Button, InlineStack, Text, TextField } from "@shopify/polaris";
import { useId } from "react";
import { useFormValue } from "../use-form-value";

interface ColorFieldProps {
  readonly name: string;
  readonly label: string;
  readonly helpText: string;
  /** What is saved; the field goes back to it when changes are discarded. */
  readonly saved: string;
  /** What is to be said of the colour that stands in the field. */
  readonly advice: ColorRemark | null;
  readonly error?: string | undefined;
  /** Told when a suggestion was taken, which no typing tells. */
  readonly onTaken: () => void;
}

export interface ColorRemark {
  readonly kind: "fine" | "corrected" | "refused";
  readonly text: string;
  readonly better?: string;
}

/** A colour as text and as a swatch that opens the browser's picker, with what its contrast is worth. */
export function ColorField({ name, label, helpText, saved, advice, error, onTaken }: ColorFieldProps) {
  const { value: color, setValue: setColor, around } = useFormValue(saved);
  const id = useId();
  const isWhole = /^#[0-9a-f]{6}$/i.test(color);
  const problem = error ?? (advice?.kind === "refused" ? advice.text : undefined);
  return (
    <div ref={around}>
      <BlockStack gap="100">
        <TextField
          id={id}
          name={name}
          label={label}
          autoComplete="off"
          value={color}
          onChange={setColor}
          error={problem}
          helpText={advice && advice.kind !== "refused" ? `${helpText} ${advice.text}` : helpText}
          maxLength={7}
          prefix={
            <input
              type="color"
              aria-label={`${label}: choose`}
              value={isWhole ? color : "#000000"}
              onChange={({ currentTarget }) => setColor(currentTarget.value)}
              style={{ width: 28, height: 28, padding: 0, border: "none", background: "none", cursor: "pointer" }}
            />
          }
        />
        {advice?.better && (
          <InlineStack gap="200" blockAlign="center">
            <span
              aria-hidden="true"
              style={{ width: 16, height: 16, borderRadius: 4, background: advice.better, display: "inline-block" }}
            />
            <Button
              variant="plain"
              onClick={() => {
                setColor(advice.better ?? color);
                onTaken();
              }}
            >
              {`Use ${advice.better}`}
            </Button>
            <Text as="span" tone="subdued" variant="bodySm">
              the nearest that is strong enough
            </Text>
          </InlineStack>
        )}
      </BlockStack>
    </div>
  );
}
