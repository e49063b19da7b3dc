import { BlockStack, Card, Link, Text } from "@shopify/polaris";

/** The way to how mails are received. */
export function HealthCard({ state }: { readonly state: string }) {
  return (
    <Card>
      <div id="health">
        <BlockStack gap="200">
          <Text as="h2" variant="headingMd">
            How your mails are received
          </Text>
          <Text as="p">
            {state} <Link url="/app/health">See the figures</Link>
          </Text>
        </BlockStack>
      </div>
    </Card>
  );
}
