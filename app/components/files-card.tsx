import { BlockStack, Card, Link, Text } from "@shopify/polaris";

/** The way to bringing in and taking out contacts as files. */
export function FilesCard() {
  return (
    <Card>
      <BlockStack gap="200">
        <Text as="h2" variant="headingMd">
          Files
        </Text>
        <Text as="p">
          Bring contacts and addresses not to be mailed from a CSV file, or save yours as one.{" "}
          <Link url="/app/import">Import and export</Link>
        </Text>
      </BlockStack>
    </Card>
  );
}
