import { BlockStack, Button, Card, FormLayout, InlineStack, Text } from "@shopify/polaris";
import type { ReactNode } from "react";
import { FormField } from "../form-field";
import { FormSelect } from "../form-select";
import { ColorField, type ColorRemark } from "./color-field";

interface BrandFormProps {
  /** What is saved, by the field's name. */
  readonly saved: Readonly<Record<string, string>>;
  readonly errors: Readonly<Partial<Record<string, string>>>;
  readonly advice: Readonly<Partial<Record<string, ColorRemark>>>;
  readonly fonts: readonly { readonly value: string; readonly label: string }[];
  readonly tones: readonly { readonly value: string; readonly label: string }[];
  readonly networks: readonly { readonly name: string; readonly label: string }[];
  /** Where the shop's postal address and sender are written. */
  readonly settingsUrl: string;
  readonly onTaken: () => void;
  readonly onRead: () => void;
  readonly isReading: boolean;
}

/** All that a merchant chooses of how mails look and sound. */
export function BrandForm(props: BrandFormProps) {
  const { saved, errors, advice, fonts, tones, networks, settingsUrl, onTaken, onRead, isReading } = props;
  const color = (name: string, label: string, helpText: string) => (
    <ColorField
      name={name}
      label={label}
      helpText={helpText}
      saved={saved[name] ?? ""}
      advice={advice[name] ?? null}
      error={errors[name]}
      onTaken={onTaken}
    />
  );
  const field = (name: string, label: string, helpText: string) => (
    <FormField name={name} label={label} helpText={helpText} saved={saved[name] ?? ""} error={errors[name]} />
  );
  return (
    <BlockStack gap="400">
      <Part title="Logo">
        {field(
          "logoUrl",
          "Address of the picture (optional)",
          "A PNG or JPEG from Content > Files in Shopify, at best 88 pixels high or more. Without one, your shop's name stands there.",
        )}
        <InlineStack>
          <Button onClick={onRead} loading={isReading}>
            Take logo and colour from Shopify
          </Button>
        </InlineStack>
      </Part>
      <Part title="Colours">
        {color("primary", "Your colour", "Of buttons, and behind the opening of some mails.")}
        {color("text", "Text", "On white.")}
        {color("background", "Background", "Around the white card.")}
      </Part>
      <Part title="Shape and type">
        <FormSelect
          name="font"
          label="Font"
          options={[...fonts]}
          saved={saved.font ?? ""}
          helpText="Fonts that mail programs have already: others are not shown by most of them."
        />
        <FormField
          name="cornerRadius"
          label="Roundness of corners"
          type="number"
          min={0}
          max={24}
          suffix="pixels"
          saved={saved.cornerRadius ?? ""}
          error={errors.cornerRadius}
        />
      </Part>
      <Part title="Tone">
        <FormSelect
          name="tone"
          label="How mails begin and end"
          options={[...tones]}
          saved={saved.tone ?? ""}
          helpText="In each language in its own way."
        />
      </Part>
      <Part title="Footer">
        <FormField
          name="footerText"
          label="A line of your own (optional)"
          multiline={2}
          maxLength={300}
          saved={saved.footerText ?? ""}
          error={errors.footerText}
          helpText="Your postal address and the unsubscribe link are always there; the address is set under Settings."
        />
        <InlineStack>
          <Button variant="plain" url={settingsUrl}>
            Go to settings
          </Button>
        </InlineStack>
      </Part>
      <Part title="Social profiles">
        {networks.map(({ name, label }) => (
          <FormField
            key={name}
            name={name}
            label={label}
            type="url"
            saved={saved[name] ?? ""}
            error={errors[name]}
            placeholder="https://"
          />
        ))}
      </Part>
    </BlockStack>
  );
}

function Part({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingMd">
          {title}
        </Text>
        <FormLayout>{children}</FormLayout>
      </BlockStack>
    </Card>
  );
}
