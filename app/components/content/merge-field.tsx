import {
  ActionList,
  BlockStack,
  Button,
  InlineStack,
  Popover,
  PopoverCloseSource,
  Text,
  TextField,
} from "@shopify/polaris";
import { useId, useRef, useState } from "react";

/** Something that is filled in for each recipient: how it is written, what it is, and for instance what it says. */
export interface FieldTag {
  readonly tag: string;
  readonly name: string;
  readonly example: string;
}

interface MergeFieldProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (text: string) => void;
  readonly tags: readonly FieldTag[];
  readonly error: string | undefined;
  readonly placeholder?: string;
  readonly helpText?: string | undefined;
  /** Rows; one line when absent. */
  readonly rows?: number;
  /** Takes back what was written, where something was. */
  readonly onReset?: (() => void) | undefined;
}

/** A text in which merge tags may stand; the picker puts one where the cursor is. */
export function MergeField({ label, value, onChange, tags, rows, onReset, error, ...field }: MergeFieldProps) {
  const [isOpen, setIsOpen] = useState(false);
  const around = useRef<HTMLDivElement>(null);
  const id = useId();

  const insert = (tag: string) => {
    setIsOpen(false);
    const input = around.current?.querySelector<HTMLInputElement | HTMLTextAreaElement>("input, textarea");
    const start = input?.selectionStart ?? value.length;
    const end = input?.selectionEnd ?? start;
    onChange(value.slice(0, start) + tag + value.slice(end));
    // Once React has written the new text; before, the browser would put the cursor at its end.
    requestAnimationFrame(() => {
      input?.focus();
      input?.setSelectionRange(start + tag.length, start + tag.length);
    });
  };

  // Where a tag was put in, the cursor is in the text: Polaris would take it from there.
  const close = (source: PopoverCloseSource) => {
    setIsOpen(false);
    if (source === PopoverCloseSource.EscapeKeypress) document.getElementById(`${id}-insert`)?.focus();
  };

  return (
    <BlockStack gap="100">
      <InlineStack align="space-between" blockAlign="center" gap="200">
        <label htmlFor={id}>
          <Text as="span" variant="bodyMd">
            {label}
          </Text>
        </label>
        <InlineStack gap="300">
          {onReset && (
            <Button variant="plain" onClick={onReset} accessibilityLabel={`${label}: back to the template's words`}>
              Template's words
            </Button>
          )}
          <Popover
            active={isOpen}
            onClose={close}
            preferredAlignment="right"
            preventFocusOnClose
            autofocusTarget="first-node"
            activator={
              <Button
                id={`${id}-insert`}
                variant="plain"
                disclosure={isOpen ? "up" : "down"}
                onClick={() => setIsOpen(!isOpen)}
                accessibilityLabel={`Insert into ${label.toLowerCase()}`}
              >
                Insert
              </Button>
            }
          >
            <ActionList
              actionRole="menuitem"
              items={tags.map(({ tag, name, example }) => ({
                content: name,
                helpText: `For instance “${example}”`,
                onAction: () => insert(tag),
              }))}
            />
          </Popover>
        </InlineStack>
      </InlineStack>
      <div ref={around}>
        <TextField
          {...field}
          id={id}
          label={label}
          labelHidden
          autoComplete="off"
          value={value}
          onChange={onChange}
          {...(rows !== undefined && { multiline: rows })}
          {...(error !== undefined && { error })}
        />
      </div>
    </BlockStack>
  );
}
