import { BlockStack, Card, InlineGrid, InlineStack, Link, Text } from "@shopify/polaris";
import { type ListedWorkflow, OnOffBadge } from "./workflow-table";

interface JourneyCardsProps {
  readonly stages: readonly { readonly title: string; readonly workflows: readonly ListedWorkflow[] }[];
}

/** The workflows by the part of a customer's way that each is for, from the first look to loyalty. */
export function JourneyCards({ stages }: JourneyCardsProps) {
  const count = new Intl.NumberFormat("en");
  return (
    <InlineGrid columns={{ xs: 1, md: 2, lg: 3 }} gap="400" alignItems="start">
      {stages.map(({ title, workflows }) => (
        <Card key={title}>
          <BlockStack gap="300">
            <Text as="h2" variant="headingMd">
              {title}
            </Text>
            {workflows.map((workflow) => (
              <BlockStack gap="050" key={workflow.workflowId}>
                <InlineStack gap="200" blockAlign="center">
                  <Link url={`/app/workflows/${workflow.workflowId}`}>{workflow.title}</Link>
                  <OnOffBadge isOn={workflow.isOn} />
                </InlineStack>
                <Text as="p" variant="bodySm" tone="subdued">
                  {count.format(workflow.inItNow)} in it now, {count.format(workflow.sent)} sent
                </Text>
              </BlockStack>
            ))}
          </BlockStack>
        </Card>
      ))}
    </InlineGrid>
  );
}
