import { BlockStack, Card, List, Text } from "@shopify/polaris";

/** A card that says a few plain things, one under the other. */
export function WordList({ title, intro, items }: { title: string; intro: string; items: readonly string[] }) {
  return (
    <Card>
      <BlockStack gap="200">
        <Text as="h2" variant="headingMd">
          {title}
        </Text>
        <Text as="p" tone="subdued">
          {intro}
        </Text>
        <List>
          {items.map((item) => (
            <List.Item key={item}>{item}</List.Item>
          ))}
        </List>
      </BlockStack>
    </Card>
  );
}
