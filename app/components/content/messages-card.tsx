import { BlockStack, Button, Card, Divider, FormLayout, InlineStack, Select, Text } from "@shopify/polaris";
import { PlusIcon } from "@shopify/polaris-icons";
import type { Language } from "~/content/language";
import { placeName } from "~/place-names";
import type { TemplateForm } from "~/reports/template-page";
import { type Choice, ValuePicker } from "../segments/value-picker";
import { type Draft, type DraftMessage, errorAt } from "./draft";
import { MergeField } from "./merge-field";

interface MessagesCardProps {
  readonly draft: Draft;
  readonly onChange: (draft: Draft) => void;
  readonly form: TemplateForm;
  readonly language: Language;
  readonly errors: Readonly<Record<string, string>>;
}

/** Paragraphs that only some of those who get the mail are shown. */
export function MessagesCard({ draft, onChange, form, language, errors }: MessagesCardProps) {
  const { messages } = draft;
  const replace = (at: number, message: DraftMessage) =>
    onChange({ ...draft, messages: messages.map((one, index) => (index === at ? message : one)) });
  return (
    <Card>
      <BlockStack gap="400">
        <BlockStack gap="100">
          <Text as="h2" variant="headingMd">
            For some only
          </Text>
          <Text as="p" tone="subdued">
            A paragraph below the text that is shown to those whom you choose, in the languages in which you write it.
          </Text>
        </BlockStack>
        {messages.map((message, index) => (
          <BlockStack gap="400" key={message.id}>
            <MessageFields
              message={message}
              number={index + 1}
              onChange={(changed) => replace(index, changed)}
              onRemove={() => onChange({ ...draft, messages: messages.filter(({ id }) => id !== message.id) })}
              form={form}
              language={language}
              problem={errors[`messages.${index}.for`]}
              error={(path) => errorAt(errors, `messages.${index}.${path}`)}
            />
            <Divider />
          </BlockStack>
        ))}
        {errors.messages && (
          <Text as="p" tone="critical">
            {errors.messages}
          </Text>
        )}
        {messages.length < form.mostMessages && (
          <InlineStack>
            <Button icon={PlusIcon} onClick={() => onChange({ ...draft, messages: [...messages, newMessage()] })}>
              Add a paragraph
            </Button>
          </InlineStack>
        )}
      </BlockStack>
    </Card>
  );
}

interface MessageFieldsProps {
  readonly message: DraftMessage;
  /** 1 for the first. */
  readonly number: number;
  readonly onChange: (message: DraftMessage) => void;
  readonly onRemove: () => void;
  readonly form: TemplateForm;
  readonly language: Language;
  /** What is wrong with whom it is for, as a whole. */
  readonly problem: string | undefined;
  readonly error: (path: string) => string | undefined;
}

function MessageFields({ message, number, onChange, onRemove, form, language, problem, error }: MessageFieldsProps) {
  const { for: audience } = message;
  const change = (part: Partial<DraftMessage["for"]>) => onChange({ ...message, for: { ...audience, ...part } });
  const chosen = (of: readonly string[], from: readonly Choice[]) =>
    of.map((value) => from.find((one) => one.value === value) ?? { value, label: "No longer there" });
  const missing = Object.values(message.texts).some((text) => text?.trim()) ? undefined : error("texts");
  return (
    <BlockStack gap="300">
      <InlineStack align="space-between" blockAlign="center">
        <Text as="h3" variant="headingSm">
          Paragraph {number}
        </Text>
        <Button variant="plain" tone="critical" onClick={onRemove} accessibilityLabel={`Remove paragraph ${number}`}>
          Remove
        </Button>
      </InlineStack>
      <MergeField
        label={`Text of paragraph ${number}`}
        rows={3}
        value={message.texts[language] ?? ""}
        onChange={(text) => onChange({ ...message, texts: { ...message.texts, [language]: text } })}
        tags={form.tags}
        placeholder="Thank you for coming back to us again and again."
        error={error(`texts.${language}`) ?? missing}
      />
      <fieldset aria-label={`Paragraph ${number}: who sees it`} style={{ margin: 0, padding: 0, border: "none" }}>
        <BlockStack gap="200">
          <legend style={{ padding: 0 }}>Shown to those of whom all of this is true</legend>
          <FormLayout>
            <Select
              label="Orders"
              labelHidden
              options={form.buyers.map(({ value, label }) => ({ value, label }))}
              value={audience.orders}
              onChange={(picked) => {
                const orders = form.buyers.find(({ value }) => value === picked)?.value;
                if (orders) change({ orders });
              }}
            />
            <ValuePicker
              label="In any of these stages"
              from={form.stages}
              chosen={chosen(audience.stages, form.stages)}
              onChange={(picked) => change({ stages: picked.map(({ value }) => value) })}
              error={error("for.stages")}
            />
            <ValuePicker
              label="In any of these segments"
              from={form.segments}
              chosen={chosen(audience.segmentIds, form.segments)}
              onChange={(picked) => change({ segmentIds: picked.map(({ value }) => value) })}
              error={error("for.segmentIds")}
            />
            <ValuePicker
              label="In any of these countries or regions"
              from="place"
              chosen={audience.places.map((value) => ({ value, label: placeName(value) }))}
              onChange={(picked) => change({ places: picked.map(({ value }) => value) })}
              error={error("for.places")}
            />
          </FormLayout>
          {problem && (
            <Text as="p" tone="critical">
              {problem}
            </Text>
          )}
        </BlockStack>
      </fieldset>
    </BlockStack>
  );
}

function newMessage(): DraftMessage {
  const id = crypto.randomUUID().replaceAll("-", "").slice(0, 12);
  return { id, for: { stages: [], segmentIds: [], places: [], orders: "any" }, texts: {} };
}
