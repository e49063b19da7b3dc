import { BlockStack, Icon, InlineStack, Text } from "@shopify/polaris";
import { AlertCircleIcon, CheckCircleIcon } from "@shopify/polaris-icons";

interface KeyAbilitiesProps {
  readonly abilities: readonly {
    readonly title: string;
    readonly isGranted: boolean;
    readonly without: string;
    readonly where: string;
  }[];
}

/** What the key may do, and what does not work without the rest. */
export function KeyAbilities({ abilities }: KeyAbilitiesProps) {
  return (
    <BlockStack gap="200">
      <Text as="h3" variant="headingSm">
        What the key may do
      </Text>
      <ul style={{ listStyle: "none", margin: 0, padding: 0 }}>
        {abilities.map(({ title, isGranted, without, where }) => (
          <li key={title} style={{ padding: "var(--p-space-050) 0" }}>
            <InlineStack gap="200" blockAlign="start" wrap={false}>
              <span>
                <Icon
                  source={isGranted ? CheckCircleIcon : AlertCircleIcon}
                  tone={isGranted ? "success" : "caution"}
                  accessibilityLabel={isGranted ? "Yes:" : "No:"}
                />
              </span>
              <Text as="span">
                {title}
                {!isGranted && `. ${without} In SendGrid, edit the key and give it Full Access to ${where}.`}
              </Text>
            </InlineStack>
          </li>
        ))}
      </ul>
    </BlockStack>
  );
}
