import { BlockStack, Card, InlineGrid, Link, Text } from "@shopify/polaris";

interface SuggestionCardProps {
  readonly suggestions: readonly {
    readonly key: string;
    readonly name: string;
    readonly purpose: string;
    readonly told: string;
  }[];
}

/** Ready-made rules: each opens as a new segment, to be changed and saved. */
export function SuggestionCard({ suggestions }: SuggestionCardProps) {
  return (
    <Card>
      <BlockStack gap="400">
        <Text as="h2" variant="headingMd">
          Ready-made rules to start from
        </Text>
        <InlineGrid columns={{ xs: 1, sm: 2 }} gap="400">
          {suggestions.map(({ key, name, purpose, told }) => (
            <BlockStack key={key} gap="050">
              <Link url={`/app/segments/new?from=${key}`}>{name}</Link>
              <Text as="p">{purpose}</Text>
              <Text as="p" tone="subdued" variant="bodySm">
                {told}
              </Text>
            </BlockStack>
          ))}
        </InlineGrid>
      </BlockStack>
    </Card>
  );
}
