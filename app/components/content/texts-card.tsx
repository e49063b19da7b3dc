import { Banner, BlockStack, Button, Card, InlineStack, Select, Text, TextField } from "@shopify/polaris";
import type { Language } from "~/content/language";
import type { TemplateForm } from "~/reports/template-page";
import { type Draft, type DraftTexts, errorAt, type LineField, type Point, withTexts } from "./draft";
import { MergeField } from "./merge-field";

interface TextsCardProps {
  readonly draft: Draft;
  readonly onChange: (draft: Draft) => void;
  readonly form: TemplateForm;
  readonly language: Language;
  readonly onLanguage: (language: Language) => void;
  readonly errors: Readonly<Record<string, string>>;
}

const labels: Readonly<Record<LineField | "paragraphs", string>> = {
  subject: "Subject",
  preheader: "Preview text",
  heading: "Heading",
  paragraphs: "Text",
  question: "Question",
  action: "Button",
  picks: "Title above the products",
};

const help: Readonly<Partial<Record<LineField | "paragraphs", string>>> = {
  subject: "A step of a workflow that has a subject of its own keeps it.",
  preheader: "What an inbox shows after the subject.",
  paragraphs: "An empty line begins a new paragraph.",
};

/** What a mail says, in one language at a time. */
export function TextsCard({ draft, onChange, form, language, onLanguage, errors }: TextsCardProps) {
  const shipped = form.shipped[language];
  const own = draft.texts[language] ?? {};
  const write = (texts: DraftTexts) => onChange(withTexts(draft, language, texts));
  const elsewhere = languageWithError(form, errors, language);
  return (
    <Card>
      <BlockStack gap="400">
        <InlineStack align="space-between" blockAlign="end" gap="300">
          <Text as="h2" variant="headingMd">
            Words
          </Text>
          <Select
            label="Language"
            labelInline
            options={[...form.languages]}
            value={language}
            onChange={(chosen) => onLanguage(languageIn(form, chosen))}
          />
        </InlineStack>
        <Text as="p" tone="subdued">
          Each contact reads their own language. What you leave as it is says the template's own words.
        </Text>
        {elsewhere && (
          <Banner tone="critical">
            <InlineStack gap="200" blockAlign="center">
              <Text as="p">Something is wrong in {elsewhere.label}.</Text>
              <Button onClick={() => onLanguage(elsewhere.value)}>Show it</Button>
            </InlineStack>
          </Banner>
        )}
        {form.fields.map((field) => {
          if (field === "points") {
            const points = own.points ?? shipped.points ?? [];
            return (
              <PointFields
                key={field}
                points={points}
                onChange={(changed) => write({ points: changed })}
                error={(path) => errorAt(errors, `texts.${language}.points.${path}`)}
              />
            );
          }
          const original = field === "paragraphs" ? shipped.paragraphs.join("\n\n") : (shipped[field] ?? "");
          const text = own[field];
          const isOwn = text !== undefined && text !== original;
          return (
            <MergeField
              key={field}
              label={labels[field]}
              value={text ?? original}
              placeholder={original}
              onChange={(changed) => write({ [field]: changed })}
              onReset={isOwn ? () => write({ [field]: original }) : undefined}
              tags={form.tags}
              helpText={help[field]}
              error={errorAt(errors, `texts.${language}.${field}`)}
              {...(field === "paragraphs" && { rows: 4 })}
            />
          );
        })}
      </BlockStack>
    </Card>
  );
}

interface PointFieldsProps {
  readonly points: readonly Point[];
  readonly onChange: (points: readonly Point[]) => void;
  readonly error: (path: string) => string | undefined;
}

function PointFields({ points, onChange, error }: PointFieldsProps) {
  const change = (at: number, part: Partial<Point>) =>
    onChange(points.map((point, index) => (index === at ? { ...point, ...part } : point)));
  return (
    <>
      {points.map(({ title, text }, index) => (
        // Points have no names of their own: their places are what they are known by.
        <BlockStack gap="200" key={index}>
          <TextField
            label={`Point ${index + 1}`}
            autoComplete="off"
            value={title}
            onChange={(changed) => change(index, { title: changed })}
            error={error(`${index}.title`)}
          />
          <TextField
            label={`Text of point ${index + 1}`}
            labelHidden
            autoComplete="off"
            multiline={2}
            value={text}
            onChange={(changed) => change(index, { text: changed })}
            error={error(`${index}.text`)}
          />
        </BlockStack>
      ))}
    </>
  );
}

/** The first other language in which something is wrong. */
function languageWithError(form: TemplateForm, errors: Readonly<Record<string, string>>, language: Language) {
  const places = Object.keys(errors);
  return form.languages.find(
    ({ value }) => value !== language && places.some((place) => `.${place}.`.includes(`.texts.${value}.`)),
  );
}

/** The language that was chosen. */
export function languageIn(form: TemplateForm, chosen: string | null): Language {
  return form.languages.find(({ value }) => value === chosen)?.value ?? form.language;
}
