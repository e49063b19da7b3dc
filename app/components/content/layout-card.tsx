import { BlockStack, Button, Card, Checkbox, InlineStack, Select, Text, TextField } from "@shopify/polaris";
import { ArrowDownIcon, ArrowUpIcon } from "@shopify/polaris-icons";
import type { Block } from "~/content/blocks";
import type { TemplateForm } from "~/reports/template-page";
import { type Draft, errorAt } from "./draft";

interface LayoutCardProps {
  readonly draft: Draft;
  readonly onChange: (draft: Draft) => void;
  readonly form: TemplateForm;
  readonly errors: Readonly<Record<string, string>>;
}

/** What a mail shows beside its words, and in which order. */
export function LayoutCard({ draft, onChange, form, errors }: LayoutCardProps) {
  const { blocks: shown } = draft;
  const hidden = form.blocks.filter(({ value }) => !shown.includes(value)).map(({ value }) => value);
  const heroes = form.heroes.map(({ value, label }) => ({ value, label }));
  return (
    <Card>
      <BlockStack gap="400">
        <Text as="h2" variant="headingMd">
          What it shows
        </Text>
        {heroes.length > 1 && (
          <Select
            label="Picture at the top"
            options={heroes}
            value={draft.hero}
            onChange={(chosen) => {
              const hero = form.heroes.find(({ value }) => value === chosen)?.value;
              if (hero) onChange({ ...draft, hero });
            }}
            helpText="Left out where there is no such picture."
            error={errorAt(errors, "hero")}
          />
        )}
        {form.blocks.length > 0 && (
          <fieldset style={{ margin: 0, padding: 0, border: "none" }}>
            <BlockStack gap="200">
              <legend style={{ padding: 0 }}>Below the text</legend>
              {[...shown, ...hidden].map((block, index) => (
                <BlockRow
                  key={block}
                  block={form.blocks.find(({ value }) => value === block)}
                  place={index < shown.length ? { index, of: shown.length } : null}
                  onShow={(isShown) =>
                    onChange({ ...draft, blocks: isShown ? [...shown, block] : shown.filter((one) => one !== block) })
                  }
                  onMove={(by) => onChange({ ...draft, blocks: moved(shown, index, index + by) })}
                />
              ))}
              {errors.blocks && (
                <Text as="p" tone="critical">
                  {errors.blocks}
                </Text>
              )}
            </BlockStack>
          </fieldset>
        )}
        {shown.includes("picks") && (
          <TextField
            label="Recommended products, at most"
            type="number"
            min={1}
            max={form.mostProducts}
            autoComplete="off"
            value={draft.products}
            onChange={(products) => onChange({ ...draft, products })}
            placeholder="As the workflow says"
            error={errorAt(errors, "products")}
          />
        )}
        {form.hasSignature && (
          <Checkbox
            label="Ends with a greeting from you"
            checked={draft.isSigned}
            onChange={(isSigned) => onChange({ ...draft, isSigned })}
          />
        )}
      </BlockStack>
    </Card>
  );
}

interface BlockRowProps {
  readonly block: TemplateForm["blocks"][number] | undefined;
  /** Null while it is not shown. */
  readonly place: { readonly index: number; readonly of: number } | null;
  readonly onShow: (isShown: boolean) => void;
  readonly onMove: (by: 1 | -1) => void;
}

function BlockRow({ block, place, onShow, onMove }: BlockRowProps) {
  if (!block) return null;
  return (
    <InlineStack align="space-between" blockAlign="center" gap="200" wrap={false}>
      {block.isRequired ? (
        <BlockStack>
          <Text as="span">{block.label}</Text>
          <Text as="span" tone="subdued">
            Always there: this mail is about them.
          </Text>
        </BlockStack>
      ) : (
        <Checkbox label={block.label} checked={place !== null} onChange={onShow} />
      )}
      {place && place.of > 1 && (
        <InlineStack gap="100" wrap={false}>
          <Button
            icon={ArrowUpIcon}
            accessibilityLabel={`${block.label}: further up`}
            disabled={place.index === 0}
            onClick={() => onMove(-1)}
          />
          <Button
            icon={ArrowDownIcon}
            accessibilityLabel={`${block.label}: further down`}
            disabled={place.index === place.of - 1}
            onClick={() => onMove(1)}
          />
        </InlineStack>
      )}
    </InlineStack>
  );
}

function moved(blocks: readonly Block[], from: number, to: number): Block[] {
  const block = blocks[from];
  return block === undefined ? [...blocks] : blocks.toSpliced(from, 1).toSpliced(to, 0, block);
}
