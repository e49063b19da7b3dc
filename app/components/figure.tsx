import { BlockStack, Card, Text } from "@shopify/polaris";

interface FigureProps {
  readonly title: string;
  readonly value: string;
  /** The period, and what the number is compared with: "last 7 days, 12 in the 7 before". */
  readonly note: string;
}

/** One number with its unit, period and comparison. */
export function Figure({ title, value, note }: FigureProps) {
  return (
    <Card>
      <BlockStack gap="100">
        <Text as="h3" variant="bodyMd" tone="subdued">
          {title}
        </Text>
        <Text as="p" variant="headingXl">
          {value}
        </Text>
        <Text as="p" variant="bodySm" tone="subdued">
          {note}
        </Text>
      </BlockStack>
    </Card>
  );
}
