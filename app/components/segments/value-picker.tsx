import { useFetcher } from "@remix-run/react";
import { Autocomplete, BlockStack, InlineStack, Tag } from "@shopify/polaris";
import { useEffect, useState } from "react";

export interface Choice {
  readonly value: string;
  readonly label: string;
}

/** What can be looked up in the shop: see app/routes/app.segments.choices.tsx. */
export type ChoiceKind =
  | "product"
  | "collection"
  | "product-tag"
  | "product-type"
  | "vendor"
  | "customer-tag"
  | "country"
  | "region"
  | "city"
  | "place"
  | "language"
  | "shopify-segment";

interface ValuePickerProps {
  readonly label: string;
  readonly chosen: readonly Choice[];
  readonly onChange: (chosen: Choice[]) => void;
  readonly error: string | undefined;
  /** What to choose from: a few that are known, or whatever the shop has of a kind. */
  readonly from: readonly Choice[] | ChoiceKind | "free";
  readonly isSingle?: boolean;
}

/** Ids mean nothing to a person: these are chosen from the list and never typed. */
const onlyListed: readonly ValuePickerProps["from"][] = ["product", "shopify-segment", "place"];

/** Chooses some values: type to find them, what is chosen stands beneath and can be taken out again. */
export function ValuePicker({ label, chosen, onChange, error, from, isSingle = false }: ValuePickerProps) {
  const [search, setSearch] = useState("");
  const [isOpen, setIsOpen] = useState(false);
  // A new list after each pick: Polaris' own would go on naming the option that was picked as the active one.
  const [picks, setPicks] = useState(0);
  const { found, isFound } = useFound(from, search, isOpen);
  const typed = search.trim();
  const canAdd = typed !== "" && typeof from === "string" && !onlyListed.includes(from);
  const isListed = [...found, ...chosen].some(({ label }) => label.toLowerCase() === typed.toLowerCase());
  const own = canAdd && !isListed ? [{ value: typed, label: `Add “${typed}”` }] : [];
  const isChosen = ({ value }: Choice) => chosen.some((one) => one.value === value);

  // Under the field, not in the list: a list without an option is none to a screen reader.
  const nothing = typed === "" ? "None are known yet." : `Nothing is called “${typed}”.`;

  const select = ([value]: string[]) => {
    const picked = found.find((one) => one.value === value) ?? { value: typed, label: typed };
    onChange(isSingle ? [picked] : [...chosen, picked]);
    setSearch("");
    setPicks(picks + 1);
  };
  return (
    <div style={{ minWidth: "14rem", flex: "1 1 14rem" }}>
      <BlockStack gap="150">
        <Autocomplete
          key={picks}
          options={[...found.filter((one) => !isChosen(one)), ...own]}
          selected={[]}
          onSelect={select}
          textField={
            <Autocomplete.TextField
              label={label}
              labelHidden
              value={search}
              onChange={setSearch}
              onFocus={() => setIsOpen(true)}
              helpText={isFound && found.length === 0 && own.length === 0 ? nothing : undefined}
              placeholder={chosen.length === 0 ? label : isSingle ? "Choose another" : "Add another"}
              autoComplete="off"
              autoFocus={picks > 0}
              {...(error !== undefined && { error })}
            />
          }
        />
        {chosen.length > 0 && (
          <InlineStack gap="100">
            {chosen.map((one) => (
              <Tag key={one.value} onRemove={() => onChange(chosen.filter(({ value }) => value !== one.value))}>
                {one.label}
              </Tag>
            ))}
          </InlineStack>
        )}
      </BlockStack>
    </div>
  );
}

const TYPING_MS = 250;

/** What the search finds; the shop is asked once the merchant stops typing. */
function useFound(
  from: ValuePickerProps["from"],
  search: string,
  isOpen: boolean,
): { found: readonly Choice[]; isFound: boolean } {
  const fetcher = useFetcher<{ choices: Choice[] }>();
  const { load } = fetcher;
  const isAsked = typeof from === "string" && from !== "free";
  useEffect(() => {
    if (!isAsked || !isOpen) return;
    const timer = setTimeout(
      () => load(`/app/segments/choices?${new URLSearchParams({ kind: from, q: search })}`),
      TYPING_MS,
    );
    return () => clearTimeout(timer);
  }, [load, from, search, isAsked, isOpen]);
  if (isAsked)
    return { found: fetcher.data?.choices ?? [], isFound: fetcher.state === "idle" && fetcher.data !== undefined };
  const fits = ({ label }: Choice) => label.toLowerCase().includes(search.trim().toLowerCase());
  return { found: from === "free" ? [] : from.filter(fits), isFound: isOpen && from !== "free" };
}
