import { BlockStack, Card, DescriptionList, Text } from "@shopify/polaris";
import type { RecommendationPreview } from "~/reports/recommendations";

/** What would have come, and why it does not. */
export function LeftOutCard({ leftOut }: Pick<RecommendationPreview, "leftOut">) {
  if (leftOut.length === 0) return null;
  return (
    <Card>
      <BlockStack gap="200">
        <Text as="h2" variant="headingMd">
          Left out
        </Text>
        <DescriptionList gap="tight" items={leftOut.map(({ title, why }) => ({ term: title, description: why }))} />
      </BlockStack>
    </Card>
  );
}
