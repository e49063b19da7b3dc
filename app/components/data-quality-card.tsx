import { BlockStack, Card, Link, Text } from "@shopify/polaris";

/** The way to what is wrong with contacts' addresses, or missing. */
export function DataQualityCard() {
  return (
    <Card>
      <BlockStack gap="200">
        <Text as="h2" variant="headingMd">
          Data quality
        </Text>
        <Text as="p">
          Addresses that cannot work, and what is not known of your contacts.{" "}
          <Link url="/app/data-quality">See what it costs</Link>
        </Text>
      </BlockStack>
    </Card>
  );
}
