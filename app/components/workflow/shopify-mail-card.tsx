import { Banner, BlockStack, Card, List, Text } from "@shopify/polaris";
import type { ShopifysMail } from "~/reports/shopify-mails";

interface ShopifyMailCardProps {
  readonly mail: ShopifysMail;
  /** While it is off this is what needs doing first; afterwards it is only kept to be looked up. */
  readonly isOn: boolean;
}

/** How to keep Shopify from sending the same mail. */
export function ShopifyMailCard({ mail, isOn }: ShopifyMailCardProps) {
  const how = (
    <BlockStack gap="200">
      <Text as="p">{mail.text}</Text>
      <List type="number">
        {mail.steps.map((step) => (
          <List.Item key={step}>{step}</List.Item>
        ))}
      </List>
    </BlockStack>
  );
  if (!isOn) {
    return (
      <Banner
        tone="warning"
        title={`Before you turn it on: ${mail.title.slice(0, 1).toLowerCase()}${mail.title.slice(1)}`}
      >
        {how}
      </Banner>
    );
  }
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingMd">
          {mail.title}
        </Text>
        {how}
      </BlockStack>
    </Card>
  );
}
