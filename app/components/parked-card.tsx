import { BlockStack, Card, Link, Text } from "@shopify/polaris";

/** The way to the messages that could not be read. */
export function ParkedCard({ count }: { count: number }) {
  return (
    <Card>
      <BlockStack gap="200">
        <Text as="h2" variant="headingMd">
          Messages that could not be read
        </Text>
        <Text as="p">
          {count === 0 ? "None: every message from Shopify was read. " : `Kept, with the reason: ${count}. `}
          <Link url="/app/parked">See them</Link>
        </Text>
      </BlockStack>
    </Card>
  );
}
