import { useFetcher } from "@remix-run/react";
import { Autocomplete, BlockStack, InlineStack, Tag } from "@shopify/polaris";
import { useEffect, useState } from "react";

export interface PickedContact {
  readonly contactId: string;
  readonly name: string;
}

interface ContactPickerProps {
  readonly contact: PickedContact | null;
  readonly onChange: (contact: PickedContact | null) => void;
}

const TYPING_MS = 250;

/** Chooses whom a mail is shown for: a sample, or a contact who is found by name or e-mail. */
export function ContactPicker({ contact, onChange }: ContactPickerProps) {
  const [search, setSearch] = useState("");
  const [isOpen, setIsOpen] = useState(false);
  const fetcher = useFetcher<{ contacts: PickedContact[] }>();
  const { load } = fetcher;
  useEffect(() => {
    if (!isOpen) return;
    const timer = setTimeout(() => load(`/app/content/contacts?${new URLSearchParams({ q: search })}`), TYPING_MS);
    return () => clearTimeout(timer);
  }, [load, search, isOpen]);
  const found = fetcher.data?.contacts ?? [];
  const isFound = fetcher.state === "idle" && fetcher.data !== undefined;
  return (
    <BlockStack gap="150">
      <Autocomplete
        options={found.map(({ contactId, name }) => ({ value: contactId, label: name }))}
        selected={contact ? [contact.contactId] : []}
        onSelect={([picked]) => {
          const chosen = found.find(({ contactId }) => contactId === picked);
          if (chosen) onChange(chosen);
          setSearch("");
        }}
        textField={
          <Autocomplete.TextField
            label="As one of your contacts"
            labelHidden
            placeholder="A sample. Type a name or e-mail to see it as one of your contacts"
            autoComplete="off"
            value={search}
            onChange={setSearch}
            onFocus={() => setIsOpen(true)}
            helpText={isFound && found.length === 0 ? "Nobody is found by that." : undefined}
          />
        }
      />
      {contact && (
        <InlineStack>
          <Tag onRemove={() => onChange(null)}>{contact.name}</Tag>
        </InlineStack>
      )}
    </BlockStack>
  );
}
